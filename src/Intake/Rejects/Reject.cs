using Phusa.Catalog.Contracts;
using Phusa.Kernel.Texts;
using Phusa.Quality.Contracts;

namespace Phusa.Intake.Rejects;

/// <summary>A row that was not accepted: what was written in it, and everything that is wrong with it.</summary>
/// <param name="Number">Names the row among the load's rejects.</param>
/// <param name="Line">Where it stands in the source, from 1.</param>
/// <param name="Cells">As written, in the source's order.</param>
internal sealed record Reject(long Number, long Line, IReadOnlyList<string?> Cells, IReadOnlyList<Fault> Faults);

/// <summary>One thing that is wrong with a row.</summary>
/// <param name="Check">Of <see cref="RecordCheck"/> for a line that is no record at all.</param>
/// <param name="Field">The first field it is about; null when it is about the row.</param>
/// <param name="Column">Position of that field in the file; -1 when the file has no column for it.</param>
/// <param name="Reason">What is wrong, as the end of a sentence.</param>
/// <param name="Rule">What is expected.</param>
/// <param name="Suggestion">The value that was probably meant.</param>
internal sealed record Fault(
    Check Check, Field? Field, int Column, string? Value, Text Reason, Text Rule, Suggestion? Suggestion)
{
    /// <summary>The whole sentence, naming field and value.</summary>
    public Text Sentence => Field is null ? T.FaultRow(Reason)
        : string.IsNullOrEmpty(Value) ? T.FaultEmpty(Field.Title, Reason)
        : T.FaultSentence(Field.Title, Value, Reason);
}

/// <summary>A value that would pass.</summary>
/// <param name="Value">To be written into the cell.</param>
/// <param name="Note">What it stands for, such as the label of a code.</param>
internal sealed record Suggestion(string Value, string? Note = null);
