namespace Phusa.Exchange.Schemas;

/// <summary>Something that can be called, as an OpenAPI document describes it.</summary>
internal sealed record Operation(
    string Method, PathTemplate Path, string? Id, IReadOnlyList<Parameter> Parameters, BodyDescription? Body,
    IReadOnlyDictionary<string, BodyDescription> Answers)
{
    /// <summary>What it does, in the document's own words.</summary>
    public string? Summary { get; init; }

    /// <summary>Whether it says anything of what stands in its answers.</summary>
    public bool DescribesAnswers { get; } = Answers.Values.Any(answer => answer.Content.Any(media => media.Schema is not null));

    /// <summary>The description of an answer: of its status, of all like it (<c>4XX</c>), or of any other.</summary>
    public BodyDescription? AnswerOf(int status) =>
        Answers.GetValueOrDefault($"{status}") ?? Answers.GetValueOrDefault($"{status / 100}XX")
        ?? Answers.GetValueOrDefault("default");
}

/// <summary>An operation that a call means, with the values that its path has for the template's parameters.</summary>
internal sealed record OperationMatch(Operation Operation, IReadOnlyDictionary<string, string> PathValues);

/// <summary>What a body may be.</summary>
/// <param name="IsRequired">Of a request's body.</param>
/// <param name="Content">By media type or range of them; empty where there is no body.</param>
internal sealed record BodyDescription(bool IsRequired, IReadOnlyList<MediaDescription> Content)
{
    /// <summary>The nearest that fits: the type itself, then <c>text/*</c>, then <c>*/*</c>.</summary>
    public MediaDescription? Of(string mediaType) => Content.Where(one => one.Fits(mediaType))
        .MinBy(one => one.Range.Count(sign => sign == '*'));
}

/// <param name="Schema">Null where the document leaves the content open.</param>
internal sealed record MediaDescription(string Range, Schema? Schema)
{
    public bool Fits(string mediaType) => Range == "*/*" || Range.Equals(mediaType, StringComparison.OrdinalIgnoreCase)
        || (Range.EndsWith("/*", StringComparison.Ordinal)
            && mediaType.StartsWith(Range.AsSpan(0, Range.Length - 1), StringComparison.OrdinalIgnoreCase));
}
