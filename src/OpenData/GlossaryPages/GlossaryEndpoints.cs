using Phusa.Catalog.Contracts;
using Phusa.Kernel.Vietnamese;
using Phusa.Security.Contracts;

namespace Phusa.OpenData.GlossaryPages;

/// <summary>The terms in alphabetical order of the reader's language, and what they were narrowed to.</summary>
internal sealed record GlossaryView(IReadOnlyList<Term> Terms, string? Words);

internal static class GlossaryEndpoints
{
    public static void Map(IEndpointRouteBuilder routes) => routes.MapGet("/glossary", ShowAsync)
        .RequireAuthorization(Policies.Public).ExcludeFromDescription().WithName("glossary");

    private static async Task<IResult> ShowAsync(
        string? q, Terms terms, Shown<GlossaryView> shown, CancellationToken cancellation) =>
        shown.On<GlossaryPage>(new(await FindAsync(q, terms, cancellation), q));

    public static async Task<IReadOnlyList<Term>> FindAsync(string? words, Terms terms, CancellationToken cancellation)
    {
        var wanted = Folding.Fold(words?.Trim() ?? "");
        return [.. (await terms.ListAsync(cancellation))
            .Where(term => wanted.Length == 0 || Folding.Fold(
                $"{term.Name} {term.Title.Vi} {term.Title.En} {term.Definition.Vi} {term.Definition.En}")
                .Contains(wanted, StringComparison.Ordinal))
            .OrderBy(term => term.Title.ToString(), VietnameseComparer.Instance)];
    }
}
