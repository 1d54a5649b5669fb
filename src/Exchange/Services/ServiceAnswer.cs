using Phusa.Exchange.Upstreams;
using Phusa.Kernel.Texts;

namespace Phusa.Exchange.Services;

/// <summary>A service as programs get it.</summary>
/// <param name="Dataset">Null for a forwarded service.</param>
/// <param name="Classification">The dataset's class now, or what the owner says.</param>
internal sealed record ServiceAnswer(
    Guid Id, Guid Member, string Owner, string Code, int Version, string Kind, string? Dataset, string TitleVi,
    string TitleEn, string Classification, string State, decimal? Availability, int? AnswerMs)
{
    public static ServiceAnswer Of(ServiceEntry named) => new(
        named.Service.Id, named.Service.MemberId, named.OwnerName, named.Service.Code, named.Service.Version,
        Word.Of(named.Service.Kind), named.Service.Dataset, named.Service.TitleVi, named.Service.TitleEn, Word.Of(named.Class),
        Word.Of(named.Service.State), named.Service.Level.Availability, named.Service.Level.AnswerMs);
}

/// <param name="Health">Of the system behind a forwarded service.</param>
/// <param name="IsWhole">Whether messages pass whole, so that an agreement names no fields.</param>
internal sealed record DescribedServiceAnswer(
    ServiceAnswer Service, IReadOnlyList<string> Operations, bool IsWhole, IReadOnlyList<ServiceFieldAnswer> Fields,
    HealthAnswer? Health)
{
    public static DescribedServiceAnswer Of(ServiceDescription described) => new(
        ServiceAnswer.Of(described.Named), [.. described.Interface.Operations.Select(one => one.Name)],
        described.Interface.IsWhole,
        [.. described.Interface.Fields.Select(field => new ServiceFieldAnswer(
            field.Name, field.Title, Word.Of(field.Type), field.IsKey, Word.Of(field.PersonalData)))],
        HealthAnswer.Of(described.Health));
}

internal sealed record ServiceFieldAnswer(string Name, Text Title, string Type, bool IsKey, string PersonalData);
