using Microsoft.AspNetCore.Components;
using Microsoft.AspNetCore.Http.HttpResults;

namespace Phusa.OpenData;

/// <summary>
/// What a page shows, from the endpoint that read it to the components that write it. Parameters of components are
/// public and so cannot have this module's own types.
/// </summary>
internal sealed class Shown<T> where T : class
{
    private T? value;

    public T Value => value ?? throw new InvalidOperationException($"No {typeof(T).Name} was given to the page");

    public Shown<T> Set(T shown)
    {
        value = shown;
        return this;
    }

    public RazorComponentResult<TPage> On<TPage>(T shown, int status = StatusCodes.Status200OK) where TPage : IComponent
    {
        value = shown;
        return new() { StatusCode = status };
    }
}
