using System.Security.Cryptography;
using System.Text;
using Phusa.Warehouse.Queries;

namespace Phusa.Warehouse.Contracts;

/// <summary>
/// What one caller may get of a dataset, as the access decision says. A masked field is filtered, sorted, grouped and
/// searched by what the caller sees of it and never by what stands behind; a hidden one cannot be named at all.
/// </summary>
public sealed record QueryAccess
{
    /// <summary>Everything: for the platform's own work, and for fields nobody needs protection from.</summary>
    public static readonly QueryAccess Full = new();

    /// <summary>Fields that are not given in full; every other is.</summary>
    public IReadOnlyDictionary<string, FieldView> Fields { get; init; } = new Dictionary<string, FieldView>();

    /// <summary>Only such rows exist for the caller; compared with the values behind any mask.</summary>
    public Filter? Rows { get; init; }

    /// <summary>The secret bound where a mask says <c>{key}</c>.</summary>
    public string MaskKey { get; init; } = "";

    /// <summary>Tells accesses with the same sight from others; holds no value of the data.</summary>
    public string Signature => Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(string.Join('\n',
        [.. Fields.OrderBy(pair => pair.Key, StringComparer.Ordinal).Select(pair => $"{pair.Key}={pair.Value.Mask}"),
            FilterText.Of(Rows), MaskKey]))))[..16];

    internal FieldView View(string field) => Fields.GetValueOrDefault(field, FieldView.Full);
}

/// <summary>How one field comes back.</summary>
public sealed record FieldView
{
    /// <summary>Stands in a mask for the field's quoted name.</summary>
    public const string Column = "{column}";

    /// <summary>Stands in a mask for the bound <see cref="QueryAccess.MaskKey"/>.</summary>
    public const string Key = "{key}";

    public static readonly FieldView Full = new("full", null);

    public static readonly FieldView Hidden = new("hidden", null);

    private FieldView(string mask, string? sql) => (Mask, Sql) = (mask, sql);

    internal string Mask { get; }

    internal string? Sql { get; }

    public bool IsHidden => this == Hidden;

    /// <summary>A DuckDB expression that gives a text, such as <c>Masks.Sql(kind, FieldView.Column, FieldView.Key)</c>.</summary>
    public static FieldView Masked(string sql) => new(sql, sql);
}
