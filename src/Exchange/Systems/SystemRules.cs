using System.Text.RegularExpressions;
using Phusa.Exchange.Contracts;
using Phusa.Kernel.Identifiers;
using Phusa.Kernel.Outcomes;

namespace Phusa.Exchange.Systems;

/// <summary>What a description of a system must hold.</summary>
internal static partial class SystemRules
{
    private const int LongestName = 200;

    private const int HighestLevel = 5;

    /// <param name="listedName">The name that the catalogue gives; null where it does not list the system.</param>
    public static List<Problem> Problems(MemberSystemOrder order, string? listedName, bool isNew)
    {
        var problems = new List<Problem>();
        if (isNew && !Code().IsMatch(order.Code?.Trim() ?? ""))
        {
            problems.Add(new("code", "subsystem.code-invalid", T.SubsystemCodeInvalid));
        }
        if (listedName is null && order.Name?.Trim().Length is null or 0 or > LongestName)
        {
            problems.Add(new("name", "subsystem.name-missing", T.SubsystemNameMissing(LongestName)));
        }
        if (order.SecurityLevel is < 1 or > HighestLevel)
        {
            problems.Add(new("securityLevel", "subsystem.level-invalid", T.SubsystemLevelInvalid(HighestLevel)));
        }
        if (order.ContactName?.Trim().Length is null or 0 or > LongestName)
        {
            problems.Add(new("contactName", "subsystem.contact-missing", T.SubsystemContactMissing));
        }
        if (NamedFormat.Find("email")!.Check(order.ContactEmail?.Trim()) is { } email)
        {
            problems.Add(email with { Field = "contactEmail" });
        }
        if (!string.IsNullOrWhiteSpace(order.ContactPhone))
        {
            problems.AddRange(PhoneNumber.Read(order.ContactPhone).Problems
                .Select(problem => problem with { Field = "contactPhone" }));
        }
        return problems;
    }

    /// <summary>Of a description without problems.</summary>
    public static SystemContact Contact(MemberSystemOrder order) => new(
        order.ContactName!.Trim(), order.ContactEmail!.Trim(),
        PhoneNumber.TryParse(order.ContactPhone, out var phone) ? phone.ToString() : null);

    [GeneratedRegex(@"\A[a-z0-9][a-z0-9-]{1,39}\z")]
    private static partial Regex Code();
}
