using Phusa.Host;
using Phusa.Kernel.Modules;
using Phusa.Tests.Architecture.Tree;

namespace Phusa.Tests.Architecture.Structure;

/// <summary>The host's array holds every folder that has a module, once, in river order.</summary>
public sealed class ModuleArrayTests
{
    [Fact]
    public void The_array_is_the_folders_in_river_order() =>
        Assert.Equal(InRiverOrder(Repository.Code), River.Modules.Select(module => module.GetType().Name));

    [Fact]
    public void A_module_is_named_as_its_folder() => Assert.All(River.Modules, module =>
        Assert.Equal(module.GetType().Name, $"{Folder(module)}Module", ignoreCase: false));

    [Fact]
    public void Order_is_that_of_the_river_whatever_the_order_of_files() => Assert.Equal(
        ["KernelModule", "CatalogModule"],
        InRiverOrder([new("src/Catalog/CatalogModule.cs", ""), new("src/Kernel/KernelModule.cs", ""), new("src/Ui/Site.cs", "")]));

    [Fact]
    public void No_files_are_refused() => Assert.Throws<EmptySubjectException>(() => InRiverOrder([]));

    private static string Folder(Module module) =>
        Reaches.All.Single(reach => string.Equals(reach.Name, module.Name, StringComparison.OrdinalIgnoreCase)).Name;

    private static IReadOnlyList<string> InRiverOrder(IReadOnlyList<SourceFile> files)
    {
        var found = Verdict.On(files, file => file.Name == $"{file.Module}Module.cs" ? [file.Module] : []);
        return [.. Reaches.All.Select(reach => reach.Name).Where(found.Contains).Select(name => $"{name}Module")];
    }
}
