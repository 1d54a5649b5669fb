using System.Text.RegularExpressions;
using Phusa.Catalog.Contracts;
using Phusa.Exchange.Contracts;
using Phusa.Kernel.Outcomes;

namespace Phusa.Exchange.Services;

/// <summary>What can be wrong with a service as it is described, and refusals that several use cases share.</summary>
internal static partial class ServiceProblems
{
    private const int LongestTitle = 300;
    private const int LongestAnswer = 600_000;

    public static Missing Missing(Guid id) => new(new Problem("service", "service.missing", T.ServiceMissing($"{id}")));

    public static Refusal NotYours => new(new Problem("", "service.not-yours", T.ServiceNotYours));

    public static Refusal NoSuchDataset(string name) =>
        new(new Problem("dataset", "service.dataset-unknown", T.ServiceDatasetUnknown(name)));

    public static IReadOnlyList<Problem> Of(ServiceOrder order, string code)
    {
        IEnumerable<(bool Wrong, Problem Problem)> checks =
        [
            (!Code().IsMatch(code), new("code", "service.code-invalid", T.ServiceCodeInvalid)),
            (order.Version is < 1, new("version", "service.version-invalid", T.ServiceVersionInvalid)),
            (order.TitleVi?.Trim().Length > LongestTitle, new("titleVi", "service.title-long", T.ServiceTitleLong(LongestTitle))),
            (order.TitleEn?.Trim().Length > LongestTitle, new("titleEn", "service.title-long", T.ServiceTitleLong(LongestTitle))),
            (order.Availability is <= 0 or > 100, new("availability", "service.availability-invalid", T.ServiceAvailabilityInvalid)),
            (order.AnswerMs is < 1 or > LongestAnswer, new("answerMs", "service.answer-invalid", T.ServiceAnswerInvalid(LongestAnswer))),
        ];
        return [.. checks.Where(check => check.Wrong).Select(check => check.Problem)];
    }

    /// <summary>What a service takes over from its dataset, and has to be said of one without.</summary>
    public static IReadOnlyList<Problem> OfProxied(ServiceOrder order)
    {
        var problems = new List<Problem>();
        if (string.IsNullOrWhiteSpace(order.TitleVi))
        {
            problems.Add(new("titleVi", "service.title-missing", T.ServiceTitleMissing));
        }
        if (ClassOf(order) is null)
        {
            problems.Add(new("classification", "service.class-unknown", T.ServiceClassUnknown));
        }
        return problems;
    }

    public static Classification? ClassOf(ServiceOrder order) =>
        Enum.TryParse<Classification>(order.Classification, ignoreCase: true, out var stated) && Enum.IsDefined(stated)
            ? stated : null;

    [GeneratedRegex(@"\A[A-Za-z0-9][A-Za-z0-9._-]{0,99}\z")]
    private static partial Regex Code();
}
