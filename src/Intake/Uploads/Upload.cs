using Phusa.Catalog.Contracts;
using Phusa.Intake.Loads;

namespace Phusa.Intake.Uploads;

/// <summary>A file on its way in, piece by piece, over a line that may break and a server that may restart.</summary>
/// <param name="Bytes">How many there will be.</param>
/// <param name="Synced">How many are on the disk for certain; the next piece begins here.</param>
/// <param name="Sha256">Of the whole, where the sender said so.</param>
/// <param name="LoadId">What the whole file became.</param>
/// <param name="Choices">How it is to be read, where that was said at once.</param>
internal sealed record Upload(
    Guid Id, string Dataset, string FileName, long Bytes, long Synced, string? Sha256, LoadMode? Mode, Onward Onward,
    Guid? Resubmits, Guid? LoadId, Guid Owner, string CreatedBy, DateTimeOffset CreatedAt, DateTimeOffset ChangedAt,
    ReadingChoices? Choices = null)
{
    public bool IsWhole => Synced == Bytes;

    /// <summary>Relative to the lake.</summary>
    public string PartialFile => Path.Combine("uploads", $"{Id:n}.part");
}
