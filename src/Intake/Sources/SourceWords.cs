using Phusa.Catalog.Contracts;
using Phusa.Intake.Contracts;
using Phusa.Intake.Loads;
using Phusa.Kernel.Texts;
using Phusa.Ui;

namespace Phusa.Intake.Sources;

/// <summary>What is shown of sources and their runs.</summary>
internal static class SourceWords
{
    public static SourceStanding Standing(Source source, string dataset, SourceRun? last) => new(
        dataset, source.Name, KindName(source.Settings.Kind), Location(source.Settings), source.Settings.Table, source.Settings.Query,
        source.Cron, Schedule.Words(source.Cron), source.Paused ? null : source.NextDue, source.Declared, source.Paused,
        source.LastAt, source.LastOutcome, last?.Reason, source.LastLoad);

    /// <summary>An address's query may hold a key, so its values are not shown; nor is who it signs in as.</summary>
    public static string Location(SourceDeclaration settings)
    {
        if (settings.Kind != SourceKind.Url || !Uri.TryCreate(settings.Location, UriKind.Absolute, out var address))
        {
            return settings.Location;
        }
        var query = string.Join('&', address.Query.TrimStart('?').Split('&', StringSplitOptions.RemoveEmptyEntries)
            .Select(part => part.IndexOf('=', StringComparison.Ordinal) is var at and >= 0 ? part[..at] + "=***" : "***"));
        return $"{address.Scheme}://{address.Authority}{address.AbsolutePath}{(query.Length > 0 ? "?" : "")}{query}";
    }

    public static string KindName(SourceKind kind) => kind.ToString().ToLowerInvariant();

    public static Text Kind(SourceKind kind) => kind switch
    {
        SourceKind.Folder => T.SourceKindFolder,
        SourceKind.Database => T.SourceKindDatabase,
        _ => T.SourceKindUrl,
    };

    public static (Text Words, TagTone Tone) Tag(SourceRun run, Load? load) => run.Outcome switch
    {
        SourceRun.Unchanged => (T.SourceUnchanged, TagTone.Plain),
        SourceRun.Received when load is not null => LoadWords.Tag(load),
        SourceRun.Received => (T.SourceReceived, TagTone.Good),
        _ => (T.SourceFailed, TagTone.Bad),
    };
}
