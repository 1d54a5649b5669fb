using Phusa.Catalog.Contracts;
using Phusa.Security.Contracts;
using Phusa.Warehouse.Contracts;

namespace Phusa.OpenData.Access;

/// <summary>A dataset as one caller may see it.</summary>
internal sealed record Sight(Dataset Dataset, DataContract Contract, AccessRequest Request, AccessDecision Decision)
{
    /// <summary>Whether a field comes back in some form.</summary>
    public bool Shows(Field field) => Visibility(field) != Security.Contracts.Visibility.Hidden;

    public bool ShowsInFull(Field field) => Visibility(field) == Security.Contracts.Visibility.Full;

    public Visibility Visibility(Field field) =>
        Decision.Fields.TryGetValue(field.Name, out var access) ? access.Visibility : Security.Contracts.Visibility.Hidden;

    /// <summary>The decision as queries take it.</summary>
    public QueryAccess Query(Masks masks, DataContract contract) => new()
    {
        Fields = contract.Fields.Select(field => (field.Name, View: View(field)))
            .Where(pair => pair.View != FieldView.Full).ToDictionary(pair => pair.Name, pair => pair.View),
        Rows = Decision.RowAgencyFilter is { } filter
            ? new Condition(filter.Field, FilterOperator.In, filter.Agencies)
            : null,
        MaskKey = masks.Key,
    };

    private FieldView View(Field field) => Decision.Fields.GetValueOrDefault(field.Name) switch
    {
        { Visibility: Security.Contracts.Visibility.Full } => FieldView.Full,
        { Mask: { } mask } => FieldView.Masked(Masks.Sql(mask, FieldView.Column, FieldView.Key)),
        _ => FieldView.Hidden,
    };
}
