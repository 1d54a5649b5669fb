using Phusa.Catalog.Contracts;
using Phusa.OpenData.Access;
using Phusa.Security.Contracts;

namespace Phusa.OpenData.NotFound;

/// <summary>What was asked for and what may have been meant.</summary>
internal sealed record MissingView(string Name, IReadOnlyList<Dataset> Near);

/// <summary>The page for what is not there, with datasets of near names. It never tells what the caller may not know of.</summary>
internal sealed class MissingPage(
    IHttpContextAccessor accessor, DatasetSearch search, Sights sights, Shown<MissingView> shown)
{
    public async Task<IResult> ShowAsync(string name, CancellationToken cancellation)
    {
        var visible = await sights.VisibleAsync(accessor.HttpContext!.Caller(), cancellation);
        var near = await search.NearAsync(name, visible, 5, cancellation);
        return shown.On<NotFoundPage>(new(name, near), StatusCodes.Status404NotFound);
    }
}
