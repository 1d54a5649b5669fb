using Xunit.Abstractions;
using Xunit.Sdk;

namespace Phusa.Tests.Store;

/// <summary>
/// A test that is inherited once per engine. It is skipped, with the reason, in classes of an engine that is not
/// installed, unless the run is one that must not skip.
/// </summary>
[AttributeUsage(AttributeTargets.Method)]
[XunitTestCaseDiscoverer("Phusa.Tests.Store.EngineFactDiscoverer", "Phusa.Tests.Store")]
public sealed class EngineFactAttribute : FactAttribute;

public sealed class EngineFactDiscoverer(IMessageSink sink) : IXunitTestCaseDiscoverer
{
    public IEnumerable<IXunitTestCase> Discover(
        ITestFrameworkDiscoveryOptions discoveryOptions, ITestMethod testMethod, IAttributeInfo factAttribute) =>
        [new EngineTestCase(sink, discoveryOptions.MethodDisplayOrDefault(),
            discoveryOptions.MethodDisplayOptionsOrDefault(), testMethod)];
}

public sealed class EngineTestCase : XunitTestCase
{
    [Obsolete("For the test framework, which fills it afterwards", error: true)]
    public EngineTestCase()
    {
    }

    public EngineTestCase(
        IMessageSink sink, TestMethodDisplay display, TestMethodDisplayOptions options, ITestMethod testMethod)
        : base(sink, display, options, testMethod)
    {
    }

    protected override string? GetSkipReason(IAttributeInfo factAttribute) =>
        TestMethod.TestClass.Class.GetCustomAttributes(typeof(CollectionAttribute).AssemblyQualifiedName)
            .Any(attribute => Equals(attribute.GetConstructorArguments().First(), PostgresFixture.Name))
            ? PostgresFixture.SkipReason
            : base.GetSkipReason(factAttribute);
}
