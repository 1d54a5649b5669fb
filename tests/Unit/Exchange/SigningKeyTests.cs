using Phusa.Exchange.Tokens;

namespace Phusa.Tests.Unit.Exchange;

public sealed class SigningKeyTests : IDisposable
{
    private readonly TokenSite site = new();

    public void Dispose() => site.Dispose();

    [Fact]
    public void A_key_is_kept_for_the_program_alone_and_found_again()
    {
        var key = site.Keys.Current();

        Assert.Equal(key.Id, site.Keys.Current().Id);
        Assert.Equal(key.Id, new SigningKeys(site.Folder, site.Options, site.Time).Current().Id);
        var file = Assert.Single(Directory.GetFiles(site.Folder));
        if (!OperatingSystem.IsWindows())
        {
            Assert.Equal(UnixFileMode.UserRead | UnixFileMode.UserWrite, File.GetUnixFileMode(file));
        }
    }

    [Fact]
    public async Task After_thirty_days_a_new_key_signs_and_the_old_one_stays_until_its_tokens_ended()
    {
        var old = site.Keys.Current();
        site.Time.Pass(TimeSpan.FromDays(30) - TimeSpan.FromMinutes(1));
        var token = site.Issue.Run(site.Client).Token;
        Assert.Equal(old.Id, site.Keys.Current().Id);

        site.Time.Pass(TimeSpan.FromMinutes(1));
        var next = site.Keys.Current();
        Assert.NotEqual(old.Id, next.Id);
        Assert.Equal([next.Id, old.Id], site.Keys.Published().Keys.Select(key => key.Kid));
        Assert.Null(await site.FaultAsync(token));

        site.Time.Pass(TimeSpan.FromMinutes(7));
        Assert.Equal([next.Id], site.Keys.Published().Keys.Select(key => key.Kid));
        Assert.Single(Directory.GetFiles(site.Folder));
        Assert.Equal(TokenFault.UnknownKey, await site.FaultAsync(token));
    }

    [Fact]
    public async Task A_key_that_another_node_made_is_found()
    {
        site.Keys.Current();
        site.Time.Pass(TimeSpan.FromSeconds(2));
        var other = SigningKey.Make(site.Folder, site.Time.GetUtcNow());
        var (header, payload) = site.Parts();
        header["kid"] = other.Id;

        Assert.Null(await site.FaultAsync(TokenSite.Joined(header, payload, other.Key.ECDsa)));
    }

    [Fact]
    public void What_is_published_holds_no_private_half_and_RFC_7638_names_it()
    {
        var key = site.Keys.Published().Keys[0];

        Assert.Equal(("EC", "P-256", "sig", "ES256"), (key.Kty, key.Crv, key.Use, key.Alg));
        Assert.Equal(
            Phusa.Exchange.Credentials.ClientKey.Read(
                $$"""{"kty":"EC","crv":"P-256","x":"{{key.X}}","y":"{{key.Y}}"}""").Value!.Thumbprint,
            key.Kid);
    }

    [Fact]
    public void A_file_under_a_wrong_name_is_no_key_of_ours()
    {
        var key = site.Keys.Current();
        File.Move(key.Path, Path.Combine(site.Folder, "exchange-20261121T080000Z-x.pem"));

        Assert.Throws<InvalidDataException>(() => new SigningKeys(site.Folder, site.Options, site.Time).Current());
    }
}
