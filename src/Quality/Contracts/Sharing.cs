using Phusa.Catalog.Contracts;

namespace Phusa.Quality.Contracts;

/// <summary>
/// How shared a dataset is. Half is a checklist, a tenth each: its contract is in force, it names a licence, its class
/// lets others have it, there is a version to read by API, and at least 80 % of its fields have a title. Half is real
/// reuse: distinct consumers outside the owning agency in the last 90 days, ten points each up to five.
/// </summary>
public sealed record Sharing(bool InForce, bool Licensed, bool IsShareable, bool IsServed, bool Described, long Consumers)
{
    /// <summary>Days over which consumers are counted.</summary>
    public const int Days = 90;

    private const double DescribedShare = 0.8;
    private const int MostConsumers = 5;

    public double Score => (10 * new[] { InForce, Licensed, IsShareable, IsServed, Described }.Count(done => done))
        + (10 * Math.Min(MostConsumers, Consumers));

    public static Sharing Of(DataContract contract, bool isServed, long consumers) => new(
        contract.Status == ContractStatus.Active, !string.IsNullOrWhiteSpace(contract.Licence),
        contract.Classification is Classification.Open or Classification.Shared, isServed,
        contract.Fields.Count > 0 && contract.Fields.Count(IsDescribed) >= DescribedShare * contract.Fields.Count, consumers);

    private static bool IsDescribed(Field field) => (field.TitleVi ?? field.TitleEn ?? field.Description) is { Length: > 0 };
}
