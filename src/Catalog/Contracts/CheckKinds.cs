namespace Phusa.Catalog.Contracts;

/// <summary>
/// Checks of the platform: <c>type: custom</c>, <c>engine: phusa</c>, <c>implementation: { kind: … }</c>.
/// </summary>
public static class CheckKinds
{
    public const string RowCount = "rowCount";
    public const string Blank = "blank";
    public const string DuplicateRow = "duplicateRow";
    public const string PlausibleDate = "plausibleDate";
    public const string Compare = "compare";
    public const string RequiredWhen = "requiredWhen";
    public const string Expression = "expression";
    public const string Reference = "reference";
    public const string Agreement = "agreement";
    public const string FunctionalDependency = "functionalDependency";
    public const string NoOverlap = "noOverlap";
    public const string Freshness = "freshness";
    public const string Aggregate = "aggregate";
    public const string Drift = "drift";
    public const string FuzzyDuplicate = "fuzzyDuplicate";
    public const string Outlier = "outlier";
    public const string Inside = "inside";
    public const string FailingRows = "failingRows";
    public const string Population = "population";
    public const string CitizenIdAgrees = "citizenIdAgrees";

    public static readonly IReadOnlyList<string> All =
    [
        RowCount, Blank, DuplicateRow, PlausibleDate, Compare, RequiredWhen, Expression, Reference, Agreement,
        FunctionalDependency, NoOverlap, Freshness, Aggregate, Drift, FuzzyDuplicate, Outlier, Inside, FailingRows,
        Population, CitizenIdAgrees,
    ];
}
