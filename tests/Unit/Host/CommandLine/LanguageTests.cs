using System.Globalization;
using Phusa.Host.CommandLine;
using Phusa.Kernel.Texts;

namespace Phusa.Tests.Unit.Host.CommandLine;

public sealed class LanguageTests
{
    private static readonly Text Said = new("xong", "done");

    /// <summary>Asynchronous, so that the language chosen ends with it.</summary>
    [Theory]
    [InlineData("xong", "migrate")]
    [InlineData("xong", "migrate", "--lang", "vi")]
    [InlineData("done", "migrate", "--lang", "en")]
    [InlineData("done", "--lang", "en", "import", "posts", "posts.csv")]
    [InlineData("xong", "migrate", "--lang", "fr")]
    public async Task Everything_is_said_in_the_language_asked_for(string expected, params string[] arguments)
    {
        await Task.Yield();
        CultureInfo.CurrentUICulture = CultureInfo.GetCultureInfo("fr-FR");

        PhusaCommand.Build().Parse(arguments).Speaking();

        Assert.Equal(expected, Said.ToString());
    }
}
