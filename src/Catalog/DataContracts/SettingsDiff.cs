using System.Text.Json;
using Phusa.Catalog.Contracts;
using Phusa.Kernel.Texts;

namespace Phusa.Catalog.DataContracts;

/// <summary>What changes about the contract as a whole.</summary>
internal static class SettingsDiff
{
    public static void Compare(DataContract before, DataContract after, Changes changes)
    {
        changes.Breaks("id", before.Id, after.Id, T.ContractChangeReaders);
        changes.Breaks("table", before.TableName, after.TableName, T.ContractChangeReaders);
        changes.Breaks("key", before.Key.Select(field => field.Name), after.Key.Select(field => field.Name),
            T.ContractChangeReaders);
        Access(before, after, changes);
        Promises(before, after, changes);
        Working(before, after, changes);
        Wording(before, after, changes);
        RuleDiff.Compare(before.Rules, after.Rules, "table", changes);
    }

    private static void Access(DataContract before, DataContract after, Changes changes)
    {
        Narrower("classification", before.Classification, after.Classification,
            after.Classification > before.Classification, changes);
        Narrower("agencyField", before.AgencyField, after.AgencyField, before.AgencyField is not null, changes);
        Narrower("open", Json(before.Open), Json(after.Open),
            before.Open is not null && Less(before.Open, after.Open), changes);
        Narrower("share", Json(before.Share), Json(after.Share),
            before.Share is not null && Loses(before.Share.Fields, after.Share?.Fields, after.Share is null), changes);
        foreach (var gone in before.Serve.Except(after.Serve))
        {
            changes.Breaks($"serve.{gone}", gone, null, T.ContractChangeReaders);
        }
        foreach (var added in after.Serve.Except(before.Serve))
        {
            changes.Fits($"serve.{added}", null, added);
        }
    }

    private static bool Less(OpenSlice before, OpenSlice? after) =>
        Loses(before.Fields, after?.Fields, after is null) || Json(before.Rows) != Json(after!.Rows)
        || (after.K ?? 0) > (before.K ?? 0) || (after.SuppressBelow ?? 0) > (before.SuppressBelow ?? 0);

    /// <summary>An empty list stands for every field.</summary>
    private static bool Loses(IReadOnlyList<string> before, IReadOnlyList<string>? after, bool isGone) =>
        isGone || (after!.Count > 0 && (before.Count == 0 || before.Except(after).Any()));

    private static void Narrower(string path, object? before, object? after, bool isNarrower, Changes changes)
    {
        if (isNarrower)
        {
            changes.Breaks(path, before, after, T.ContractChangeAccess);
        }
        else
        {
            changes.Fits(path, before, after);
        }
    }

    private static void Promises(DataContract before, DataContract after, Changes changes)
    {
        Promise("frequency", before.Frequency, after.Frequency, true, changes);
        Promise("latency", before.Latency, after.Latency, true, changes);
        Promise("retention", before.Retention, after.Retention, false, changes);
    }

    private static void Promise(string path, Frequency? before, Frequency? after, bool shorterIsBetter, Changes changes)
    {
        var weaker = before is not null && (after is null || (shorterIsBetter
            ? after.Mean > before.Mean : after.Mean < before.Mean));
        if (weaker)
        {
            changes.Breaks(path, before, after, T.ContractChangePromise);
        }
        else
        {
            changes.Fits(path, before, after);
        }
    }

    private static void Working(DataContract before, DataContract after, Changes changes)
    {
        changes.Fits("status", before.Status, after.Status);
        changes.Fits("agency", before.Agency, after.Agency);
        changes.Fits("licence", before.Licence, after.Licence);
        changes.Fits("load", before.Load, after.Load);
        changes.Fits("partition", Json(before.Partition), Json(after.Partition));
        changes.Fits("gate", Json(before.Gate), Json(after.Gate));
        changes.Fits("weights", Json(before.Weights), Json(after.Weights));
        changes.Fits("map", Json(before.Map), Json(after.Map));
        changes.Fits("sources", before.Sources.Select(Json), after.Sources.Select(Json));
        changes.Fits("legalBasis", before.LegalBasis.Select(one => $"{one}"), after.LegalBasis.Select(one => $"{one}"));
        changes.Fits("lists", before.Lists.Select(Word.Of), after.Lists.Select(Word.Of));
    }

    private static void Wording(DataContract before, DataContract after, Changes changes)
    {
        changes.Words("name", before.Name, after.Name);
        changes.Words("domain", before.Domain, after.Domain);
        changes.Words("theme", before.Theme, after.Theme);
        changes.Words("titleVi", before.TitleVi, after.TitleVi);
        changes.Words("titleEn", before.TitleEn, after.TitleEn);
        changes.Words("purpose", before.Purpose, after.Purpose);
        changes.Words("usage", before.Usage, after.Usage);
        changes.Words("limitations", before.Limitations, after.Limitations);
        changes.Words("keywords", before.Keywords, after.Keywords);
        changes.Words("members", before.Members.Select(Json), after.Members.Select(Json));
        changes.Words("other", Json(before.Other), Json(after.Other));
    }

    private static string Json<T1>(T1 value) =>
        value is null ? "" : JsonSerializer.Serialize(value, ContractJson.Readable);
}
