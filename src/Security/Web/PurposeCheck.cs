using Phusa.Kernel.Identifiers;
using Phusa.Kernel.Outcomes;
using Phusa.Security.Contracts;

namespace Phusa.Security.Web;

/// <summary>Refuses a stated purpose that names a person by number: it is written into the ledger, where nothing is erased.</summary>
internal sealed class PurposeCheck(RequestDelegate next)
{
    public Task InvokeAsync(HttpContext http) =>
        HttpCaller.Purpose(http.Request) is { } purpose && PersonInText.Names(purpose)
            ? ProblemAnswer.With(
                StatusCodes.Status400BadRequest, new Problem(HttpCaller.PurposeHeader, "purpose.person", T.PurposePerson)).ExecuteAsync(http)
            : next(http);
}
