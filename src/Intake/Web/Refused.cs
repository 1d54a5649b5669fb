using Microsoft.AspNetCore.Http.HttpResults;
using Phusa.Kernel.Outcomes;

namespace Phusa.Intake.Web;

internal static class Refused
{
    public static ProblemHttpResult Of<T>(Outcome<T> outcome) => ProblemAnswer.Of(outcome, code => code switch
    {
        "disk.full" => StatusCodes.Status507InsufficientStorage,
        "file.too-large" => StatusCodes.Status413PayloadTooLarge,
        "load.not-checked" or "load.not-waiting" or "load.ended" or "load.contended" or "source.declared" => StatusCodes.Status409Conflict,
        _ => StatusCodes.Status422UnprocessableEntity,
    });
}
