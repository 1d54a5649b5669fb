using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Serialization;
using System.Text.Unicode;
using Microsoft.AspNetCore.Http.Json;

namespace Phusa.OpenData.Api;

/// <summary>How answers are written: Vietnamese readable, enums by name.</summary>
internal static class JsonForm
{
    public static void Apply(JsonOptions options)
    {
        options.SerializerOptions.Encoder = JavaScriptEncoder.Create(UnicodeRanges.All);
        options.SerializerOptions.Converters.Add(new JsonStringEnumConverter(JsonNamingPolicy.CamelCase));
    }
}
