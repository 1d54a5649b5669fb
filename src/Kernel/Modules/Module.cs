using System.Reflection;

namespace Phusa.Kernel.Modules;

/// <summary>
/// One reach of the river. The host holds an explicit array of modules in river order, and the server, the
/// migrator, the command line and the tests all use that array.
/// </summary>
public abstract class Module
{
    /// <summary>Lower-case, equal to the folder's name; also the prefix of the module's tables.</summary>
    public abstract string Name { get; }

    /// <summary>Holds the module's pages, endpoints and embedded <c>Schema/*.sql</c>.</summary>
    public Assembly Assembly => GetType().Assembly;

    public virtual void Add(IServiceCollection services, IConfiguration configuration)
    {
    }

    public virtual void Map(IEndpointRouteBuilder routes)
    {
    }
}
