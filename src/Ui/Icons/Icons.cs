namespace Phusa.Ui;

/// <summary>The drawings of the design system, for names that come from data rather than from a page.</summary>
public static class Icons
{
    /// <summary>Whether <see cref="Icon"/> can draw that name.</summary>
    public static bool Has(string name) => IconPaths.Has(name);
}
