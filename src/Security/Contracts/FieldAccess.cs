namespace Phusa.Security.Contracts;

public enum Visibility
{
    Full,
    Masked,
    Hidden,
}

/// <summary>How one field comes back; <see cref="Mask"/> is set exactly when it is masked, and is never Hide.</summary>
public sealed record FieldAccess
{
    public static readonly FieldAccess Full = new(Visibility.Full, null);

    public static readonly FieldAccess Hidden = new(Visibility.Hidden, null);

    private FieldAccess(Visibility visibility, MaskKind? mask) => (Visibility, Mask) = (visibility, mask);

    public Visibility Visibility { get; }

    public MaskKind? Mask { get; }

    public static FieldAccess Masked(MaskKind? mask) =>
        mask is null or MaskKind.Hide ? Hidden : new(Visibility.Masked, mask);
}

/// <summary>Only rows whose <paramref name="Field"/> is one of these agency codes come back.</summary>
public sealed record RowFilter(string Field, IReadOnlyList<string> Agencies);
