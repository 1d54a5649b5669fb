namespace Phusa.Catalog.DataContracts;

/// <summary>Enumerations as contracts write them: <c>NotIn</c> is <c>notIn</c>.</summary>
internal static class Word
{
    public static string Of(string name) => char.ToLowerInvariant(name[0]) + name[1..];

    public static string Of<T>(T value) where T : struct, Enum => Of(value.ToString());

    public static T? Parse<T>(string? word) where T : struct, Enum =>
        word is not null && Enum.GetNames<T>().FirstOrDefault(name => Of(name) == word) is { } found
            ? Enum.Parse<T>(found) : null;
}
