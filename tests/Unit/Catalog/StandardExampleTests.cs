using Phusa.Catalog.Contracts;

namespace Phusa.Tests.Unit.Catalog;

/// <summary>
/// The standard's own examples lie beside the repository where they are shared, and are not part of it.
/// </summary>
public sealed class StandardExampleTests
{
    [StandardExamplesFact]
    public void Every_example_of_the_standard_is_read_and_reads_back_equal()
    {
        var files = Directory.GetFiles(StandardExamplesFactAttribute.Folder!, "*.yaml");
        Assert.NotEmpty(files);
        Assert.All(files, file =>
        {
            var contract = ContractFixture.Done(File.ReadAllText(file));
            var written = ContractWriter.Write(contract);
            Assert.Equal(ContractFixture.Content(contract), ContractFixture.Content(ContractFixture.Done(written)));
        });
    }
}

[AttributeUsage(AttributeTargets.Method)]
public sealed class StandardExamplesFactAttribute : FactAttribute
{
    public StandardExamplesFactAttribute() => Skip = Folder is null
        ? "The standard's examples (shared/data/standards/odcs/examples) are not beside the repository" : null;

    public static string? Folder { get; } = Find(ContractFixture.Root);

    private static string? Find(string? folder)
    {
        for (; folder is not null; folder = Path.GetDirectoryName(folder))
        {
            var examples = Path.Combine(folder, "shared", "data", "standards", "odcs", "examples");
            if (Directory.Exists(examples))
            {
                return examples;
            }
        }
        return null;
    }
}
