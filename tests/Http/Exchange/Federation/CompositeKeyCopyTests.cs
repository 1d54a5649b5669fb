using System.Text;
using Phusa.Catalog.Contracts;
using Phusa.Exchange.Federation;
using Phusa.Intake.Contracts;
using Phusa.Kernel.Data;

namespace Phusa.Tests.Http.Exchange.Federation;

/// <summary>Copies of datasets whose rows are known by several fields together.</summary>
public sealed class CompositeKeyCopyTests(TwoExchanges both) : IClassFixture<TwoExchanges>
{
    /// <summary>A name that ends a quoted value, a list and a condition, if it is not written as it should be.</summary>
    private const string Awkward = "Ấp 1, \"cũ\") \\ b&c";

    [Fact]
    public async Task Rows_that_go_are_named_by_their_whole_key_and_their_like_stay()
    {
        var copy = await KeptAsync("hai_khoa", ("1", "a", "x"), ("1", "b", "x"), ("2", "a", "x"), ("2", "b", "x"), ("3", Awkward, "x"));
        await ReplaceAsync("hai_khoa", ("1", "b", "x"), ("2", "a", "mới"), ("4", Awkward, "x"));

        var made = await FreshAsync(copy);

        Assert.Equal((2L, 3L), (made.Remote, made.Rows));
        Assert.Equal(["1/b=x", "2/a=mới", $"4/{Awkward}=x"], await RowsAsync(copy.Dataset));
        Assert.Equal(["Replace", "Delete", "Upsert"], await both.ModesAsync(copy.Dataset));
    }

    [Fact]
    public async Task Many_that_go_take_several_addresses_and_none_is_brought_whole()
    {
        (string, string, string)[] all = [.. Enumerable.Range(1, 300).SelectMany(no => new[] { ($"{no}", "a", "x"), ($"{no}", "b", "x") })];
        var copy = await KeptAsync("nhieu_hai_khoa", all);
        await ReplaceAsync("nhieu_hai_khoa", [.. all.Where(row => row.Item2 == "b")]);

        var made = await FreshAsync(copy);

        Assert.Equal(300, made.Rows);
        var modes = await both.ModesAsync(copy.Dataset);
        Assert.True(modes.Count > 2);
        Assert.All(modes.Skip(1), mode => Assert.Equal("Delete", mode));
    }

    private async Task<Copy> KeptAsync(string name, params (string, string, string)[] rows)
    {
        await both.There.OwnerAsync();
        await RegisterAsync(both.There, name);
        await ReplaceAsync(name, rows);
        var service = await both.ListedAsync(await both.There.PublishAsync(new(name)));
        await both.TakenAsync(service);
        await both.AllowedAsync(service, order => order with { Fields = ["commune", "hamlet", "note"] });
        await RegisterAsync(both.Here, $"{name}_o_day");
        var added = await both.Here.Services.GetRequiredService<KeepCopy>().AddAsync(
            ExchangeHost.Office, (await both.LinkedAsync()).Id, new($"GOV/{PhusaHost.Department}/{name}/v1", $"{name}_o_day"), default);
        Assert.True(added.IsDone, string.Join("; ", added.Problems));
        await both.Here.Services.GetRequiredService<Database>().ExecuteAsync(
            new("update exchange_copy set due_at = @later where id = @id",
                ("id", added.Value.Id), ("later", DateTimeOffset.UtcNow.AddMinutes(30))), default);
        return await FreshAsync(added.Value);
    }

    private async Task<Copy> FreshAsync(Copy copy)
    {
        var made = await both.Here.Services.GetRequiredService<SyncCopy>().RunAsync(copy.Id, default);
        Assert.True(made.IsDone, string.Join("; ", made.Problems));
        return made.Value;
    }

    private async Task ReplaceAsync(string dataset, params (string Commune, string Hamlet, string Note)[] rows)
    {
        var csv = "commune,hamlet,note\n" + string.Concat(rows.Select(row =>
            $"{row.Commune},\"{row.Hamlet.Replace("\"", "\"\"", StringComparison.Ordinal)}\",{row.Note}\n"));
        using var bytes = new MemoryStream(Encoding.UTF8.GetBytes(csv));
        var load = await both.There.Services.GetRequiredService<Importer>().RunAsync(
            dataset, "ap.csv", bytes, "test", new ReadAs(Mode: LoadMode.Replace), null, default);
        Assert.NotNull(load.Value?.Version);
    }

    private async Task<IReadOnlyList<string>> RowsAsync(string name) =>
        [.. (await both.RowsAsync(name, "commune", "hamlet", "note")).Select(row => $"{row[0]}/{row[1]}={row[2]}")];

    private static Task<Dataset> RegisterAsync(ExchangeHost host, string name) => host.RegisterAsync(
        $$"""
        apiVersion: v3.1.0
        kind: DataContract
        id: test.{{name}}
        name: {{name}}
        version: 1.0.0
        status: active
        schema:
          - name: {{name}}
            logicalType: object
            properties:
              - { name: commune, logicalType: integer, required: true, primaryKey: true, primaryKeyPosition: 1 }
              - { name: hamlet, logicalType: string, required: true, primaryKey: true, primaryKeyPosition: 2 }
              - { name: note, logicalType: string }
        customProperties:
          - { property: phusa.agency, value: {{PhusaHost.Department}} }
          - { property: phusa.classification, value: shared }
        """);
}
