using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using Phusa.Exchange.Credentials;
using Phusa.Exchange.Events;

namespace Phusa.Tests.Store.Exchange;

public abstract class CredentialTests(IRecordsEngine engine) : ExchangeTests(engine)
{
    [EngineFact]
    public async Task A_secret_is_known_once_and_kept_as_a_hash()
    {
        var system = await SystemAsync();

        var made = await Get<AddCredential>().RunAsync(Steward, system.Id, new("secret", "Máy chủ chính", Days: 30), default);

        var kept = Assert.Single(await Get<CredentialStore>().OfSystemAsync(system.Id, default));
        Assert.Equal(made.Value!.Credential, kept);
        Assert.Matches("^phusax_[A-Za-z0-9_-]{43}$", made.Value.Secret);
        Assert.Equal(ClientSecret.Hash(made.Value.Secret!), kept.Fingerprint);
        Assert.DoesNotContain(made.Value.Secret![11..], kept.ToString(), StringComparison.Ordinal);
        var added = (await Get<ExchangeEvents>().OfSystemAsync(system.Id, 1, default))[0];
        Assert.Equal(ExchangeAction.CredentialAdded, added.Action);
        Assert.DoesNotContain(made.Value.Secret[11..], added.Detail, StringComparison.Ordinal);
    }

    [EngineFact]
    public async Task Old_and_new_are_in_use_together_until_the_old_one_ends()
    {
        var system = await SystemAsync();
        await Get<AddCredential>().RunAsync(Office, system.Id, new("secret", "Cũ", Days: 10), default);
        Time.Pass(TimeSpan.FromDays(9));
        var made = await Get<AddCredential>().RunAsync(Office, system.Id, new("secret", "Mới", Days: 10), default);
        Assert.Equal(["Mới", "Cũ"], await UsableAsync(system.Id));

        Time.Pass(TimeSpan.FromDays(1));
        Assert.Equal(["Mới"], await UsableAsync(system.Id));
        var withdraw = Get<WithdrawCredential>();
        Assert.True((await withdraw.RunAsync(Office, system.Id, made.Value!.Credential.Id, default)).IsDone);
        Assert.True((await withdraw.RunAsync(Office, system.Id, made.Value.Credential.Id, default)).IsMissing);
        Assert.Empty(await UsableAsync(system.Id));
        Assert.Equal("Lê Minh Châu", (await Get<CredentialStore>().OfSystemAsync(system.Id, default))[0].WithdrawnBy);
    }

    [EngineFact]
    public async Task The_same_key_is_taken_once_in_whichever_form()
    {
        var system = await SystemAsync();
        using var pair = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        var key = ClientKey.Read(pair.ExportSubjectPublicKeyInfoPem()).Value!;

        var made = await Get<AddCredential>().RunAsync(Office, system.Id, new("publicKey", "Khoá", key.Jwk), default);

        Assert.Equal(key.Jwk, made.Value!.Credential.PublicKey);
        Assert.Equal(key.Thumbprint, made.Value.Credential.Fingerprint);
        Assert.Null(made.Value.Secret);
        Assert.Equal("credential.taken", Assert.Single((await Get<AddCredential>().RunAsync(
            Office, system.Id, new("publicKey", "Lại", pair.ExportSubjectPublicKeyInfoPem()), default)).Problems).Code);
    }

    [EngineFact]
    public async Task A_certificate_is_kept_no_longer_than_it_lasts()
    {
        var system = await SystemAsync();
        using var pair = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        var request = new CertificateRequest("CN=mot-cua", pair, HashAlgorithmName.SHA256);
        using var certificate = request.CreateSelfSigned(Time.GetUtcNow().AddDays(-1), Time.GetUtcNow().AddDays(20));

        var made = await Get<AddCredential>().RunAsync(
            Office, system.Id, new("certificate", "Chứng thư", certificate.ExportCertificatePem()), default);

        Assert.Equal(Time.GetUtcNow().AddDays(20), made.Value!.Credential.ExpiresAt);
        var same = ClientCertificate.Read(Convert.ToHexString(certificate.GetCertHash(HashAlgorithmName.SHA256))).Value!;
        Assert.Equal(made.Value.Credential.Fingerprint, same.Thumbprint);
    }

    [EngineFact]
    public async Task Use_is_written_once_a_minute()
    {
        var system = await SystemAsync();
        await Get<AddCredential>().RunAsync(Office, system.Id, new("secret", "Một"), default);
        var store = Get<CredentialStore>();
        var first = Time.GetUtcNow();

        await store.UsedAsync((await store.OfSystemAsync(system.Id, default))[0], default);
        Time.Pass(TimeSpan.FromSeconds(59));
        await store.UsedAsync((await store.OfSystemAsync(system.Id, default))[0], default);
        Assert.Equal(first, (await store.OfSystemAsync(system.Id, default))[0].LastUsedAt);
        Time.Pass(TimeSpan.FromSeconds(1));
        await store.UsedAsync((await store.OfSystemAsync(system.Id, default))[0], default);
        Assert.Equal(Time.GetUtcNow(), (await store.OfSystemAsync(system.Id, default))[0].LastUsedAt);
    }

    [EngineFact]
    public async Task What_is_wrong_with_a_credential_is_told_at_once()
    {
        var system = await SystemAsync();
        var add = Get<AddCredential>();

        Assert.Equal(["credential.days-invalid", "credential.kind-unknown", "credential.label-missing"],
            (await add.RunAsync(Office, system.Id, new("7", " ", Days: 0), default)).Problems
                .Select(problem => problem.Code).Order());
        for (var at = 0; at < 10; at++)
        {
            Assert.True((await add.RunAsync(Office, system.Id, new("secret", $"{at}"), default)).IsDone);
        }
        Assert.Equal("credential.too-many", Assert.Single(
            (await add.RunAsync(Office, system.Id, new("secret", "nữa"), default)).Problems).Code);
        Assert.Equal("subsystem.not-yours", Assert.Single((await add.RunAsync(
            Steward with { Grants = [] }, system.Id, new("secret", "x"), default)).Problems).Code);
    }

    private async Task<IEnumerable<string>> UsableAsync(Guid system) =>
        (await Get<CredentialStore>().OfSystemAsync(system, default)).Where(one => one.IsUsable(Time.GetUtcNow()))
            .Select(one => one.Label);
}

public sealed class SqliteCredentialTests() : CredentialTests(new SqliteEngine());

[Collection(PostgresFixture.Name)]
public sealed class PostgresCredentialTests(PostgresFixture postgres) : CredentialTests(postgres);
