using System.Security.Cryptography.X509Certificates;
using Phusa.Kernel.Texts;

namespace Phusa.Exchange.Upstreams;

/// <summary>The settings of an upstream as programs get them. Of a secret there is a hint, of a certificate its name.</summary>
internal sealed record UpstreamAnswer(
    string Address, string Authentication, string? Name, string? SecretHint, CertificateAnswer? Certificate, string? TrustedRoots,
    string? HealthPath, int ConnectingSeconds, int SilenceSeconds, int Retries, int Concurrent, int? LargestBodyKilobytes,
    DateTimeOffset? MaintenanceUntil, string? MaintenanceMessage, string? ErrorPointer, string? ErrorSuccess,
    string? UnwrapXml, string AnswerCheck, DateTimeOffset ChangedAt, string ChangedBy)
{
    public static UpstreamAnswer Of(UpstreamSettings settings) => new(
        settings.Address.OriginalString, Word.Of(settings.Authentication.Kind), settings.Authentication.Name,
        settings.Authentication.Hint, CertificateAnswer.Of(settings.Certificate), settings.TrustedRoots, settings.HealthPath,
        settings.Limits.ConnectingSeconds, settings.Limits.SilenceSeconds, settings.Limits.Retries, settings.Limits.Concurrent,
        settings.Limits.LargestBodyKilobytes, settings.Maintenance?.Until, settings.Maintenance?.Message,
        settings.Errors?.Pointer, settings.Errors?.Written, settings.Xml?.Written, Word.Of(settings.Checking), settings.ChangedAt, settings.ChangedBy);
}

internal sealed record CertificateAnswer(string Subject, DateTimeOffset NotAfter)
{
    public static CertificateAnswer? Of(ClientIdentity? identity)
    {
        using X509Certificate2? certificate = identity?.Load();
        return certificate is null ? null : new(certificate.Subject, certificate.NotAfter.ToUniversalTime());
    }
}

/// <summary>How an upstream was found, in words, and what to do about it.</summary>
/// <param name="Cause">One of <see cref="ConnectionCause"/>.</param>
internal sealed record CheckAnswer(string Cause, bool IsWell, int? Status, Text Message, Text? Advice)
{
    public static CheckAnswer Of(CheckResult result, string host) => new(
        Word.Of(result.Cause), result.IsWell, result.Status, CauseWords.Of(result.Cause, host, result.Status),
        CauseWords.Advice(result.Cause));
}

/// <summary>How the system behind a service stands.</summary>
/// <param name="AnswerCheck">One of <see cref="AnswerChecking"/>.</param>
internal sealed record HealthAnswer(
    string? Cause, bool? IsWell, int? Status, DateTimeOffset? Since, DateTimeOffset? CheckedAt, string AnswerCheck)
{
    public static HealthAnswer? Of(UpstreamHealth? health) => health is null ? null : new(
        health.Last is { } last ? Word.Of(last.Cause) : null, health.Last?.IsWell, health.Last?.Status, health.Since,
        health.CheckedAt, Word.Of(health.Checking));
}
