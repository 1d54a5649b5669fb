using System.Text.Json;

namespace Phusa.Kernel.Texts;

/// <summary>Enumerations as contracts and programs write them: <c>NotIn</c> is <c>notIn</c>.</summary>
public static class Word
{
    public static string Of(string name) => JsonNamingPolicy.CamelCase.ConvertName(name);

    public static string Of<T>(T value) where T : struct, Enum => Of(value.ToString());

    public static T? Parse<T>(string? word) where T : struct, Enum =>
        word is not null && Enum.GetNames<T>().FirstOrDefault(name => Of(name) == word) is { } found
            ? Enum.Parse<T>(found) : null;
}
