using Phusa.Catalog.Contracts;
using Phusa.Exchange.Agreements;
using Phusa.Exchange.Contracts;
using Phusa.Exchange.Documents;
using Phusa.Exchange.Events;
using Phusa.Exchange.Services;
using Phusa.Exchange.Upstreams;
using Phusa.Kernel.Data;
using Phusa.Kernel.Outcomes;
using Phusa.Security.Contracts;

namespace Phusa.Tests.Store.Exchange;

public abstract class UpstreamTests(IRecordsEngine engine) : ExchangeTests(engine)
{
    private const string Api = """
        openapi: 3.0.3
        info: { title: Hộ tịch, version: '1' }
        paths:
          /people/{id}:
            get:
              summary: Tra cứu
              parameters: [ { name: id, in: path, required: true, schema: { type: string } } ]
              responses:
                '200':
                  description: ok
                  content:
                    application/json:
                      schema:
                        type: object
                        properties:
                          name: { type: string, x-phusa-personal: basic }
                          illness: { type: string, x-phusa-personal: sensitive }
                          commune: { type: string }
        """;

    private const string Wsdl = """
        <definitions xmlns="http://schemas.xmlsoap.org/wsdl/" xmlns:soap="http://schemas.xmlsoap.org/wsdl/soap/">
          <binding name="A"><soap:binding /><operation name="TraCuu"><soap:operation soapAction="urn:tra-cuu" /></operation></binding>
        </definitions>
        """;

    private static readonly UpstreamOrder Settings = new(
        "https://ho-tich.example.vn/api", "header", "X-Api-Key", "khoa-0123456789-bi-mat-XYZ1", HealthPath: "/health",
        ErrorPointer: "/error_code", ErrorSuccess: "0, \"0\"", LargestBodyKilobytes: 64,
        UnwrapXml: "data.content, data.content.List.Item[]", AnswerCheck: "report");

    [EngineFact]
    public async Task A_forwarded_service_is_described_by_its_document()
    {
        var service = await DraftAsync("rest", Api);

        var described = (await Get<ServiceDirectory>().FindAsync(Steward, service.Id, default))!;

        Assert.Equal((ServiceKind.Rest, null, Classification.Core), (service.Kind, service.Dataset, described.Named.Class));
        Assert.Equal("GET /people/{id}", Assert.Single(described.Interface.Operations).Name);
        Assert.Equal(["commune", "illness", "name"], described.Interface.Fields.Select(field => field.Name));
        Assert.Equal(service, (await Get<ServiceStore>().FindAsync(service.Id, default))!.Service);
        Assert.Contains(await Get<ServiceDirectory>().ListAsync(Office, "ho tich", default), one => one.Service.Id == service.Id);
    }

    [EngineFact]
    public async Task All_problems_of_a_draft_are_told_at_once()
    {
        var member = await MemberAsync();
        var draft = Get<DraftServiceVersion>();
        ServiceOrder order = new(
            Code: "có dấu", Kind: "rest", Member: member.Id, Classification: "secret",
            Document: Api.Replace("basic", "all", StringComparison.Ordinal));

        var refused = await draft.RunAsync(Steward, order, default);

        Assert.Equal(
            ["document.personal", "service.class-unknown", "service.code-invalid", "service.title-missing"],
            refused.Problems.Select(problem => problem.Code).Order());
        Assert.StartsWith("document#/paths/", refused.Problems.Single(problem => problem.Code == "document.personal").Field, StringComparison.Ordinal);
        Assert.Equal("service.kind-unknown", Code(await draft.RunAsync(Steward, order with { Kind = "grpc" }, default)));
        Assert.Equal("member.missing", Code(await draft.RunAsync(Steward, order with { Member = Guid.NewGuid() }, default)));
        var stranger = new Caller(Guid.NewGuid(), "Ai đó", [new(Role.Steward, "H21.13")], SignInMethod.Session);
        Assert.Equal("service.not-yours", Code(await draft.RunAsync(stranger, order, default)));
    }

    [EngineFact]
    public async Task Only_a_drafts_document_is_replaced()
    {
        var service = await DraftAsync("rest", Api);
        var change = Get<ChangeDocument>();
        var next = Api.Replace("commune:", "village:", StringComparison.Ordinal);

        Assert.True((await change.RunAsync(Steward, service.Id, next, null, default)).IsDone);
        Assert.Contains(
            (await Get<ServiceDirectory>().FindAsync(Steward, service.Id, default))!.Interface.Fields, field => field.Name == "village");
        Assert.Equal("document.yaml", Code(await change.RunAsync(Steward, service.Id, "[", null, default)));
        await PublishAsync(service);
        Assert.Equal("service.document-settled", Code(await change.RunAsync(Steward, service.Id, Api, null, default)));
        Assert.Equal(next, (await Get<DocumentStore>().FindAsync(service.Id, default))!.Content);
    }

    [EngineFact]
    public async Task Nothing_is_published_before_it_is_known_which_system_answers()
    {
        var service = await DraftAsync("rest", Api);

        Assert.Equal("service.upstream-missing", Code(await Get<ChangeServiceState>().RunAsync(Office, service.Id, ServiceState.Published, default)));
        await PublishAsync(service);

        Assert.Equal(ServiceState.Published, (await Get<ServiceStore>().FindAsync(service.Id, default))!.Service.State);
    }

    [EngineFact]
    public async Task Secrets_are_encrypted_where_they_are_kept_and_events_name_no_value()
    {
        var service = await DraftAsync("rest", Api);
        var change = Get<ChangeUpstream>();
        Assert.True((await change.RunAsync(Steward, service.Id, Settings, default)).IsDone);

        var kept = Assert.Single(await Database.ListAsync(
            new Sql("select secret from exchange_upstream"), row => row.Text("secret"), default));
        Assert.DoesNotContain("0123456789", kept, StringComparison.Ordinal);
        Assert.Equal(Settings.Secret, (await Get<UpstreamStore>().FindAsync(service.Id, default))!.Authentication.Secret);

        var next = await change.RunAsync(
            Steward, service.Id, Settings with { Secret = null, Retries = 0, MaintenanceUntil = Time.GetUtcNow().AddHours(2), MaintenanceMessage = "Nâng cấp" }, default);
        var stored = (await Get<UpstreamStore>().FindAsync(service.Id, default))!;
        Assert.Equal(next.Value! with { Certificate = null }, stored);
        Assert.Equal((Settings.Secret, 0, "Nâng cấp", 1L), (stored.Authentication.Secret, stored.Limits.Retries, stored.Maintenance!.Message, stored.Revision));
        var events = (await Get<ExchangeEvents>().OfServiceAsync(service.Id, 10, default)).Where(done => done.Action == ExchangeAction.UpstreamChanged);
        Assert.Equal(["", "limits, maintenance"], events.Select(done => done.Detail).Order());
    }

    [EngineFact]
    public async Task Settings_changed_meanwhile_are_not_written_over()
    {
        var service = await DraftAsync("rest", Api);
        await Get<ChangeUpstream>().RunAsync(Steward, service.Id, Settings, default);
        var store = Get<UpstreamStore>();
        var read = (await store.FindAsync(service.Id, default))!;
        var done = ExchangeEvent.By(Steward, Time.GetUtcNow(), ExchangeAction.UpstreamChanged, service.MemberId) with { ServiceId = service.Id };

        Assert.True(await store.SaveAsync(read, false, done, default));
        Assert.False(await store.SaveAsync(read, false, done with { Id = Guid.NewGuid() }, default));
        Assert.False(await store.SaveAsync(read, true, done with { Id = Guid.NewGuid() }, default));
    }

    [EngineFact]
    public async Task The_gateway_is_given_the_same_upstream_until_its_settings_change()
    {
        var service = await DraftAsync("rest", Api);
        var upstreams = Get<ServiceUpstreams>();
        Assert.Null(await upstreams.FindAsync(service.Id, default));
        await Get<ChangeUpstream>().RunAsync(Steward, service.Id, Settings, default);

        var first = (await upstreams.FindAsync(service.Id, default))!;
        var again = (await upstreams.FindAsync(service.Id, default))!;
        await Get<ChangeUpstream>().RunAsync(Steward, service.Id, Settings with { Secret = "khac-0123456789-XYZ", Concurrent = 7 }, default);
        var changed = (await upstreams.FindAsync(service.Id, default))!;

        Assert.Same(first.Upstream, again.Upstream);
        Assert.Same(first.Document, again.Document);
        Assert.Equal("GOV/H21.15/ho-tich/v1", first.Upstream.Name);
        Assert.Equal(new("X-Api-Key", Settings.Secret!), Assert.Single(first.OwnHeaders));
        Assert.Equal((64 * 1024L, "/error_code"), (first.LargestBody, first.Errors!.Pointer));
        Assert.Equal((7, "khac-0123456789-XYZ"), (changed.Upstream.Concurrent, changed.OwnHeaders.Single().Value));
        Assert.NotNull(changed.Document!.Match("GET", "/people/1"));
    }

    [EngineFact]
    public async Task One_node_asks_an_upstream_and_only_a_change_is_an_event()
    {
        var service = await DraftAsync("rest", Api);
        await PublishAsync(service);
        var health = Get<HealthStore>();
        var now = Time.GetUtcNow();

        Assert.Equal(service.Id, Assert.Single(await health.DueAsync(now, default)));
        Assert.True(await health.ClaimAsync(service.Id, now, now.AddSeconds(55), default));
        Assert.False(await health.ClaimAsync(service.Id, now, now.AddSeconds(55), default));
        Assert.Empty(await health.DueAsync(now, default));
        var asked = (await health.FindAsync(service.Id, default))!;
        var well = asked.After(new(ConnectionCause.Answers, 200), now);
        Assert.True(await health.SaveAsync(well, null, default));
        Assert.False(await health.SaveAsync(asked.After(new(ConnectionCause.Refused, null), now), null, default));
        var failing = (await health.FindAsync(service.Id, default))!.After(new(ConnectionCause.TimedOut, null), now.AddMinutes(1));
        Assert.Equal(now.AddMinutes(1), failing.Since);
        Assert.Equal(now.AddMinutes(1), failing.After(new(ConnectionCause.Refused, null), now.AddMinutes(2)).Since);
        await Get<ChangeUpstream>().RunAsync(Steward, service.Id, Settings with { MaintenanceUntil = now.AddHours(1) }, default);
        Assert.Empty(await health.DueAsync(now.AddMinutes(5), default));
    }

    [EngineFact]
    public async Task An_agreement_names_fields_of_the_document_and_none_of_SOAP()
    {
        var rest = await DraftAsync("rest", Api);
        await PublishAsync(rest);
        var system = (await SystemOfAsync(await OtherAsync())).Id;
        var request = Get<RequestAgreement>();
        AgreementOrder order = new(
            system, rest.Id, "Cấp thẻ", "Luật", ["name", "commune"], ValidTo: new(2099, 1, 31));

        Assert.True((await request.RunAsync(Office, order, default)).IsDone);
        Assert.Equal("agreement.field-unknown", Code(await request.RunAsync(Office, order with { Fields = ["salary"] }, default)));
        Assert.Equal("agreement.field-hidden", Code(await request.RunAsync(Office, order with { Fields = ["illness"] }, default)));
        Assert.Equal("agreement.fields-missing", Code(await request.RunAsync(Office, order with { Fields = [] }, default)));
        Assert.Equal("agreement.no-rows", Code(await request.RunAsync(Office, order with { Condition = "commune=eq.1" }, default)));

        var soap = await DraftAsync("soap", Wsdl, "ho-tich-soap");
        await PublishAsync(soap);
        var whole = await request.RunAsync(Office, order with { Service = soap.Id, Fields = [] }, default);
        Assert.Empty(whole.Value!.Terms.Fields);
        Assert.Equal("agreement.field-unknown", Code(await request.RunAsync(Office, order with { Service = soap.Id, Fields = ["name"] }, default)));
        var first = await Get<ReviewAgreement>().ApproveAsync(Steward, whole.Value.Id, default);
        Assert.Equal(AgreementState.Requested, first.Value!.State);
        Assert.NotNull(first.Value.FirstApproval);
    }

    private async Task<Service> DraftAsync(string kind, string document, string code = "ho-tich")
    {
        var owner = await Get<Phusa.Exchange.Members.MemberStore>().FindAgencyAsync("H21.15", default) ?? await MemberAsync();
        var made = await Get<DraftServiceVersion>().RunAsync(
            Steward, new(Code: code, TitleVi: "Hộ tịch", Kind: kind, Member: owner.Id, Classification: "core", Document: document), default);
        return made.Value ?? throw new InvalidOperationException(string.Join("; ", made.Problems));
    }

    private async Task PublishAsync(Service service)
    {
        Assert.True((await Get<ChangeUpstream>().RunAsync(Steward, service.Id, Settings, default)).IsDone);
        Assert.True((await Get<ChangeServiceState>().RunAsync(Office, service.Id, ServiceState.Published, default)).IsDone);
    }

    private async Task<Guid> OtherAsync() => (await Get<Phusa.Exchange.Members.RegisterMember>().RunAsync(
        Office, new(Class: "COM", Code: "DOI-TAC", Name: "Đối tác"), default)).Value!.Id;

    private async Task<Phusa.Exchange.Systems.MemberSystem> SystemOfAsync(Guid member) =>
        (await Get<Phusa.Exchange.Systems.RegisterSystem>().RunAsync(Office, member, Order("doi-tac"), default)).Value!;

    private static string Code<T>(Outcome<T> outcome) => Assert.Single(outcome.Problems).Code;
}

public sealed class SqliteUpstreamTests() : UpstreamTests(new SqliteEngine());

[Collection(PostgresFixture.Name)]
public sealed class PostgresUpstreamTests(PostgresFixture postgres) : UpstreamTests(postgres);
