using Phusa.Exchange.Traffic;

namespace Phusa.Exchange.Calls;

/// <summary>How a call was answered, as its traffic is counted.</summary>
/// <param name="Status">The HTTP status of the answer; <see cref="Left"/> where nobody was there to take it.</param>
/// <param name="Problem">The code of what was wrong.</param>
/// <param name="Upstream">How long an upstream took; zero where there is none.</param>
internal sealed record CallEnd(
    string Operation, int Status, CallFault Fault = CallFault.None, string? Problem = null, TimeSpan Upstream = default)
{
    /// <summary>A caller who left before the end, as nginx counts it.</summary>
    public const int Left = 499;

    public long RequestBytes { get; init; }

    public long AnswerBytes { get; init; }
}
