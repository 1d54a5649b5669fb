using System.Diagnostics;
using System.Text;
using System.Text.Json;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.WebUtilities;
using Phusa.Exchange.Documents;
using Phusa.Exchange.OpenApi;
using Phusa.Exchange.Samples;
using Phusa.Exchange.Schemas;
using Phusa.Exchange.Services;
using Phusa.Security.Contracts;

namespace Phusa.Exchange.Sandbox;

/// <summary>An operation for people: what it takes and answers, tried in the sandbox, and as code.</summary>
internal static class TrialPages
{
    public static void Map(IEndpointRouteBuilder routes)
    {
        var pages = routes.MapGroup("/exchange/services/{id:guid}/operation").RequireAuthorization(Policies.Exchange).ExcludeFromDescription();
        pages.MapGet("", ShowAsync).WithName("exchange-operation");
        pages.MapPost("", TryAsync);
    }

    public static string Href(Guid service, string operation) => $"/exchange/services/{service}/operation?name={Uri.EscapeDataString(operation)}";

    private static async Task<Results<RazorComponentResult<TrialPage>, NotFound>> ShowAsync(
        HttpContext http, Guid id, string? name, ServiceStore services, ServiceInterfaces interfaces, ServiceOpenApi documents, CancellationToken cancellation)
    {
        if (await FindAsync(http, id, name, services, interfaces, documents, cancellation) is not var (known, operation))
        {
            return TypedResults.NotFound();
        }
        http.Features.Set(View(known, TrialForm.Of(operation), documents, null));
        return new RazorComponentResult<TrialPage>();
    }

    private static async Task<Results<RazorComponentResult<TrialPage>, NotFound>> TryAsync(
        HttpContext http, Guid id, string? name, ServiceStore services, ServiceInterfaces interfaces, ServiceOpenApi documents, AnswerSandboxCall sandbox, IFormCollection form,
        CancellationToken cancellation)
    {
        if (await FindAsync(http, id, name, services, interfaces, documents, cancellation) is not var (known, operation))
        {
            return TypedResults.NotFound();
        }
        var trial = TrialForm.Read(operation, form);
        var address = ServiceOpenApi.PathOf(known).Replace("/x/", SandboxEndpoint.Prefix + "/", StringComparison.Ordinal);
        var asked = trial.Request(http, address);
        var (began, service) = (Stopwatch.GetTimestamp(), known.Service);
        var rest = asked.Request.Path.Value![PathString.FromUriComponent(address).Value!.Length..];
        await sandbox.RunAsync(asked, new(known.Owner.Code, service.Code, service.Version, known.Owner.Class), rest, cancellation);
        http.Features.Set(View(known, trial, documents, Read(asked, Stopwatch.GetElapsedTime(began))));
        return new RazorComponentResult<TrialPage>();
    }

    private static async Task<(ServiceOfMember Known, DescribedOperation Operation)?> FindAsync(
        HttpContext http, Guid id, string? name, ServiceStore services, ServiceInterfaces interfaces, ServiceOpenApi documents, CancellationToken cancellation)
    {
        if (await services.FindAsync(id, cancellation) is not { } known || !http.Caller().Sees(known))
        {
            return null;
        }
        var document = ApiDocument.Read((await documents.OfAsync(known, cancellation)).ToJsonString());
        var wsdl = (await interfaces.OfAsync(known.Service, cancellation)).Wsdl;
        return document.Value is not { } read ? null
            : DescribedOperation.Find(read, name) is { } operation ? (known, operation)
            : wsdl?.Operations.FirstOrDefault(one => one.Name == name) is { } soap && DescribedOperation.Find(read, OwnOpenApi.SoapCall) is { } call
                ? (known, Of(wsdl, soap, call)) : null;
    }

    /// <summary>An operation of SOAP as the one call that they all are, filled in.</summary>
    private static DescribedOperation Of(WsdlDocument wsdl, SoapOperation operation, DescribedOperation call) => call with
    {
        Name = operation.Name, Summary = operation.Name, Words = null,
        Parameters = [.. call.Parameters.Select(one => one.Name == OwnOpenApi.SoapAction ? one with { IsRequired = true, Sample = $"\"{operation.Action}\"" } : one)],
        Body = call.Body! with { Sample = AnswerSoapTrial.Template(wsdl, operation, isAnswer: false) },
        Answers =
        [
            .. call.Answers.Select(one => one is not { IsWell: true, Body: { } body } ? one
                : one with { Body = body with { Sample = AnswerSoapTrial.Template(wsdl, operation, isAnswer: true) } }),
        ],
    };

    private static TrialView View(ServiceOfMember known, TrialForm trial, ServiceOpenApi documents, TrialAnswer? answer) => new(
        known, trial, answer, CodeSample.Of(new(
            documents.TokenAddress, trial.Operation.Method, documents.AddressOf(known) + (trial.Path == "/" ? "" : trial.Path) + trial.Query, trial.Headers,
            trial.Operation.Body?.Type, trial.HasBody ? trial.Body : null)));

    private static TrialAnswer Read(HttpContext asked, TimeSpan took)
    {
        var (request, response) = (asked.Request, asked.Response);
        var body = Encoding.UTF8.GetString(((MemoryStream)response.Body).ToArray());
        return new(
            $"{request.Method} {request.Path.ToUriComponent()}{request.QueryString}", response.StatusCode, ReasonPhrases.GetReasonPhrase(response.StatusCode),
            [.. response.Headers.Select(one => new KeyValuePair<string, string>(one.Key, one.Value.ToString()))],
            response.ContentType?.Contains("json", StringComparison.Ordinal) is true && JsonText.Read(Encoding.UTF8.GetBytes(body)) is { } json
                ? JsonSerializer.Serialize(json, OpenApiEndpoint.Readable) : body, took);
    }
}

internal sealed record TrialView(ServiceOfMember Known, TrialForm Trial, TrialAnswer? Answer, IReadOnlyList<CodeSample> Samples)
{
    public Service Service => Known.Service;

    public DescribedOperation Operation => Trial.Operation;
}
