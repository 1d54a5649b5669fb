using System.Globalization;
using System.Text;
using Phusa.Catalog.Contracts;
using Phusa.Exchange.Federation;
using Phusa.Intake.Contracts;
using Phusa.Kernel.Data;
using Phusa.Kernel.Outcomes;

namespace Phusa.Tests.Http.Exchange.Federation;

/// <summary>Datasets here that are kept as the other exchange's are.</summary>
public sealed class CopyTests(TwoExchanges both) : IClassFixture<TwoExchanges>
{
    private SyncCopy Sync => both.Here.Services.GetRequiredService<SyncCopy>();

    [Fact]
    public async Task A_copy_follows_what_is_added_changed_and_removed()
    {
        var copy = await KeptAsync("theo_sat", Csv(("1", "a"), ("2", "b"), ("3", "c")));
        Assert.Equal((1L, 3L), (copy.Remote, copy.Rows));
        await ReplaceAsync("theo_sat", Csv(("1", "a"), ("3", "đổi, \"mới\""), ("4", "d")));

        var made = await FreshAsync(copy);

        Assert.Equal((2L, 3L), (made.Remote, made.Rows));
        Assert.Equal(["1=a", "3=đổi, \"mới\"", "4=d"], await RowsAsync(copy.Dataset));
        Assert.Equal(["Replace", "Delete", "Upsert"], await both.ModesAsync(copy.Dataset));
        Assert.Equal(made.Local, (await FreshAsync(copy)).Local);
    }

    [Fact]
    public async Task More_changes_than_are_told_and_versions_that_are_not_known_are_taken_whole()
    {
        var copy = await KeptAsync("that_nhieu", Csv(("1", "a")));
        await both.There.ImportAsync(
            "that_nhieu", Csv([.. Enumerable.Range(1, 1500).Select(no => (no.ToString(CultureInfo.InvariantCulture), $"x{no}"))]));

        Assert.Equal(1500, (await FreshAsync(copy)).Rows);
        await SetAsync(copy, "remote_version = 77");
        Assert.Equal((2L, 1500L), ((await FreshAsync(copy)).Remote, (await FreshAsync(copy)).Rows));

        Assert.Equal(["Replace", "Replace"], (await both.ModesAsync(copy.Dataset)).Take(2));
    }

    [Fact]
    public async Task Many_keys_are_asked_for_in_several_addresses()
    {
        var copy = await KeptAsync("nhieu_khoa", Csv([.. Enumerable.Range(1, 900).Select(no => ($"{no}", "cũ"))]));
        await both.There.ImportAsync("nhieu_khoa", Csv([.. Enumerable.Range(1, 900).Select(no => ($"{no}", no <= 890 ? "mới" : "cũ"))]));

        await FreshAsync(copy);

        var modes = await both.ModesAsync(copy.Dataset);
        Assert.True(modes.Count > 2);
        Assert.All(modes.Skip(1), mode => Assert.Equal("Upsert", mode));
    }

    [Fact]
    public async Task What_ended_in_the_middle_goes_on_and_is_not_taken_for_somebody_elses()
    {
        var copy = await KeptAsync("do_dang", Csv(("1", "a"), ("2", "b")));
        await ReplaceAsync("do_dang", Csv(("1", "a"), ("3", "c")));
        await FreshAsync(copy);
        await SetAsync(copy, "remote_version = 1, local_version = 1");

        var made = await FreshAsync(copy);

        Assert.Equal(2, made.Remote);
        Assert.Equal(["1=a", "3=c"], await RowsAsync(copy.Dataset));
    }

    [Fact]
    public async Task A_broken_copy_is_found_and_mended()
    {
        var copy = await KeptAsync("bi_hong", Csv(("1", "a"), ("2", "b")));
        await ImportAsync(both.Here, copy.Dataset, Csv(("1", "a"), ("2", "hỏng")), copy.Maker(await both.LinkedAsync()));

        var made = await FreshAsync(copy);

        Assert.Equal(1, made.Remote);
        Assert.Equal(["1=a", "2=b"], await RowsAsync(copy.Dataset));
    }

    [Fact]
    public async Task What_somebody_else_changed_waits_for_a_decision()
    {
        var copy = await KeptAsync("tranh_chap", Csv(("1", "a")));
        await ImportAsync(both.Here, copy.Dataset, Csv(("1", "sửa tay")), "Đầu mối");
        await both.There.ImportAsync("tranh_chap", Csv(("1", "a"), ("2", "b")));

        var refused = await Sync.RunAsync(copy.Id, default);
        Assert.Equal("copy.edited", refused.Problems.Single().Code);
        Assert.Equal(["1=sửa tay"], await RowsAsync(copy.Dataset));
        var keep = both.Here.Services.GetRequiredService<KeepCopy>();
        Assert.True((await keep.HurryAsync(ExchangeHost.Office, copy.Id, anew: true, default)).IsDone);

        // By its job, as it goes in a running program.
        for (var waited = 0; (await StoredAsync(copy))!.State != CopyState.Fresh; waited++)
        {
            Assert.True(waited < 300, "The copy did not become fresh");
            await Task.Delay(100);
        }
        Assert.Equal(["1=a", "2=b"], await RowsAsync(copy.Dataset));
    }

    [Fact]
    public async Task Another_contract_is_no_copy_and_the_differences_are_told()
    {
        var service = await both.OfferedAsync("khac_kieu");
        await both.TakenAsync(service);
        await RegisterAsync("khac_kieu_o_day", "integer", "phone");

        var refused = await AddAsync("khac_kieu", "khac_kieu_o_day");

        Assert.Equal("copy.contract-differs", refused.Problems.Single().Code);
        Assert.Contains("commune: integer ≠ text", refused.Problems.Single().Message.En, StringComparison.Ordinal);
        Assert.Contains("phone: -", refused.Problems.Single().Message.En, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_peer_that_is_away_or_refuses_is_told_and_the_copy_catches_up()
    {
        var service = await both.OfferedAsync("mat_mang", Csv(("1", "a")));
        await both.TakenAsync(service);
        await RegisterAsync("mat_mang_o_day", "string");
        var copy = (await AddAsync("mat_mang", "mat_mang_o_day")).Value!;
        var (peer, register) = (await both.LinkedAsync(), both.Here.Services.GetRequiredService<RegisterPeer>());

        Assert.Equal("copy.refused", (await Sync.RunAsync(copy.Id, default)).Problems.Single().Code);
        await register.ChangeAsync(ExchangeHost.Office, peer.Id, new("http://127.0.0.1:9", ClientId: peer.Client!.Id), default);
        var away = await Sync.RunAsync(copy.Id, default);
        var noted = (await StoredAsync(copy))!;
        await register.ChangeAsync(ExchangeHost.Office, peer.Id, new($"{both.Address}", ClientId: peer.Client!.Id), default);
        await both.AllowedAsync(service);
        await Task.Delay(300);

        Assert.Equal("peer.unreachable", away.Problems.Single().Code);
        Assert.Equal((CopyState.Troubled, 2), (noted.State, noted.Failures));
        Assert.True(noted.DueAt > noted.CheckedAt);
        var made = await FreshAsync(copy);
        Assert.Equal((CopyState.Fresh, 0), (made.State, made.Failures));
    }

    /// <summary>A dataset of the other exchange, and one here that is its copy, taken for the first time.</summary>
    private async Task<Copy> KeptAsync(string name, string csv)
    {
        var service = await both.OfferedAsync(name, csv);
        await both.TakenAsync(service);
        await both.AllowedAsync(service);
        await RegisterAsync($"{name}_o_day", "string");
        return await FreshAsync((await AddAsync(name, $"{name}_o_day")).Value!);
    }

    /// <summary>Its turn comes when the test says so.</summary>
    private async Task<Outcome<Copy>> AddAsync(string service, string dataset)
    {
        var added = await both.Here.Services.GetRequiredService<KeepCopy>().AddAsync(
            ExchangeHost.Office, (await both.LinkedAsync()).Id, new($"GOV/{PhusaHost.Department}/{service}/v1", dataset), default);
        if (added.Value is { } copy)
        {
            await SetAsync(copy, "due_at = @later", ("later", DateTimeOffset.UtcNow.AddMinutes(30)));
        }
        return added;
    }

    private async Task<Copy> FreshAsync(Copy copy)
    {
        var made = await Sync.RunAsync(copy.Id, default);
        Assert.True(made.IsDone, string.Join("; ", made.Problems));
        return (await StoredAsync(copy))!;
    }

    private Task<Copy?> StoredAsync(Copy copy) => both.Here.Services.GetRequiredService<CopyStore>().FindAsync(copy.Id, default);

    private Task<int> SetAsync(Copy copy, string what, params (string, object?)[] values) =>
        both.Here.Services.GetRequiredService<Database>().ExecuteAsync(
            new($"update exchange_copy set {what} where id = @id", [.. values, ("id", copy.Id)]), default);

    private static Task ImportAsync(ExchangeHost host, string dataset, string csv, string by) =>
        ImportAsync(host, dataset, csv, by, LoadMode.Upsert);

    private static async Task ImportAsync(ExchangeHost host, string dataset, string csv, string by, LoadMode mode)
    {
        using var bytes = new MemoryStream(Encoding.UTF8.GetBytes(csv));
        var load = await host.Services.GetRequiredService<Importer>().RunAsync(
            dataset, "tay.csv", bytes, by, new ReadAs(Mode: mode), null, default);
        Assert.NotNull(load.Value?.Version);
    }

    /// <summary>These rows and no others, at the other exchange.</summary>
    private Task ReplaceAsync(string dataset, string csv) => ImportAsync(both.There, dataset, csv, "test", LoadMode.Replace);

    private async Task<IReadOnlyList<string>> RowsAsync(string name) =>
        [.. (await both.RowsAsync(name, "no", "commune")).Select(row => $"{row[0]}={row[1]}")];

    private Task<Dataset> RegisterAsync(string name, string commune, string? more = null) =>
        both.Here.RegisterAsync(Contract(name, commune, more));

    internal static string Contract(string name, string commune, string? more = null) =>
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
              - { name: "no", logicalType: integer, required: true, primaryKey: true, primaryKeyPosition: 1 }
              - { name: commune, logicalType: {{commune}} }
              {{(more is null ? "" : $"- {{ name: {more}, logicalType: string }}")}}
        customProperties:
          - { property: phusa.agency, value: {{PhusaHost.Department}} }
          - { property: phusa.classification, value: shared }
        """;

    private static string Csv(params IReadOnlyList<(string No, string Commune)> rows) => "no,commune,phone\n" + string.Concat(
        rows.Select(row => $"{row.No},\"{row.Commune.Replace("\"", "\"\"", StringComparison.Ordinal)}\",0912345678\n"));
}
