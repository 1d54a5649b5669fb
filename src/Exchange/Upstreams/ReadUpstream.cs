using System.Net;
using Phusa.Exchange.Gateway;
using Phusa.Kernel.Outcomes;

namespace Phusa.Exchange.Upstreams;

/// <summary>Settings as they were ordered, checked; every problem is told at once.</summary>
/// <param name="was">What is there; null for none yet.</param>
internal sealed class ReadUpstream(UpstreamOrder order, UpstreamSettings? was, UpstreamAddress addresses, DateTimeOffset now)
{
    private const int LongestText = 2_000;
    private const int LongestMessage = 300;

    private readonly List<Problem> problems = [];

    public Outcome<UpstreamSettings> Run(Guid service, string by)
    {
        var address = Address();
        var settings = new UpstreamSettings(
            service, address ?? new Uri("http://none.invalid"), new ReadAuthentication(order, was, problems).Run(address),
            Certificate(), Roots(), HealthPath(address), Limits(), Maintenance(), Errors(), now, by, was?.Revision ?? 0) { Xml = Xml(), Checking = Checking() };
        return problems.Count > 0 ? new Refusal([.. problems]) : settings;
    }

    private Uri? Address()
    {
        var text = order.Address?.Trim() ?? "";
        if (text.Length > LongestText || !Uri.TryCreate(text, UriKind.Absolute, out var address)
            || address is not { UserInfo: "", Query: "", Fragment: "" }
            || (address.Scheme != Uri.UriSchemeHttp && address.Scheme != Uri.UriSchemeHttps))
        {
            problems.Add(new("address", "upstream.address", T.UpstreamAddressInvalid));
            return null;
        }
        // A name is looked up at each connection, and refused there; this one can be told at once.
        if (IPAddress.TryParse(address.Host.Trim('[', ']'), out var machine) && !addresses.MayReach(machine))
        {
            problems.Add(new("address", "upstream.private-address", T.UpstreamPrivateAddress(address.Host)));
        }
        return address;
    }

    private ClientIdentity? Certificate()
    {
        if (order.Certificate is not { } given)
        {
            return was?.Certificate;
        }
        if (given.Trim().Length == 0)
        {
            return null;
        }
        var read = ClientIdentity.Read(given, order.CertificatePassword, now);
        problems.AddRange(read.Problems);
        return read.Value;
    }

    private string? Roots()
    {
        var pem = order.TrustedRoots?.Trim() ?? "";
        if (pem.Length > 0 && ClientIdentity.Roots(pem) is null)
        {
            problems.Add(new("trustedRoots", "upstream.roots-unreadable", T.UpstreamRootsUnreadable));
        }
        return pem.Length > 0 ? pem : null;
    }

    /// <summary>Joined as text, it must stay below the address.</summary>
    private string? HealthPath(Uri? address)
    {
        var path = order.HealthPath?.Trim() ?? "";
        if (path.Length == 0)
        {
            return null;
        }
        if (path.Length > LongestText || !path.StartsWith('/') || path.StartsWith("//", StringComparison.Ordinal)
            || path.Contains('#', StringComparison.Ordinal) || path.Contains('\\', StringComparison.Ordinal)
            || path.Any(sign => char.IsControl(sign) || char.IsWhiteSpace(sign))
            || !Uri.TryCreate((address?.AbsoluteUri ?? "http://none.invalid").TrimEnd('/') + path, UriKind.Absolute, out var whole)
            || (address is not null && !whole.AbsolutePath.StartsWith(address.AbsolutePath.TrimEnd('/') + "/", StringComparison.Ordinal)))
        {
            problems.Add(new("healthPath", "upstream.health-path", T.UpstreamHealthPathInvalid));
        }
        return path;
    }

    private UpstreamLimits Limits()
    {
        var usual = new UpstreamLimits();
        return new(
            Within(order.ConnectingSeconds, 1, 60, "connectingSeconds") ?? usual.ConnectingSeconds,
            Within(order.SilenceSeconds, 1, 600, "silenceSeconds") ?? usual.SilenceSeconds,
            Within(order.Retries, 0, 5, "retries") ?? usual.Retries,
            Within(order.Concurrent, 1, 10_000, "concurrent") ?? usual.Concurrent,
            Within(order.LargestBodyKilobytes, 1, 1_048_576, "largestBodyKilobytes"));
    }

    private int? Within(int? number, int least, int most, string field)
    {
        if (number < least || number > most)
        {
            problems.Add(new(field, "upstream.out-of-range", T.UpstreamOutOfRange(least, most)));
        }
        return number;
    }

    private UpstreamMaintenance? Maintenance()
    {
        var message = order.MaintenanceMessage?.Trim();
        if (message?.Length > LongestMessage)
        {
            problems.Add(new("maintenanceMessage", "upstream.message-long", T.UpstreamMessageLong(LongestMessage)));
        }
        return order.MaintenanceUntil is { } until && until > now
            ? new(until.ToUniversalTime(), string.IsNullOrEmpty(message) ? null : message) : null;
    }

    private AnswerChecking Checking()
    {
        var word = string.IsNullOrWhiteSpace(order.AnswerCheck) ? nameof(AnswerChecking.Enforce) : order.AnswerCheck.Trim();
        if (!Enum.TryParse<AnswerChecking>(word, ignoreCase: true, out var checking) || !Enum.IsDefined(checking))
        {
            problems.Add(new("answerCheck", "upstream.answer-check", T.UpstreamAnswerCheck));
        }
        return checking;
    }

    private XmlFields? Xml()
    {
        var text = order.UnwrapXml?.Trim() ?? "";
        var fields = text.Length is 0 or > LongestText ? null : XmlFields.Read(text);
        if (fields is null && text.Length > 0)
        {
            problems.Add(new("unwrapXml", "upstream.unwrap-xml", T.UpstreamUnwrapXml));
        }
        return fields;
    }

    private ErrorRule? Errors()
    {
        var (pointer, success) = (order.ErrorPointer?.Trim() ?? "", order.ErrorSuccess?.Trim() ?? "");
        if (pointer.Length == 0 && success.Length == 0)
        {
            return null;
        }
        var rule = pointer.Length > LongestText || success.Length > LongestText ? null : ErrorRule.Read(pointer, success);
        if (rule is null)
        {
            problems.Add(new("errorPointer", "upstream.error-rule", T.UpstreamErrorRule));
        }
        return rule;
    }
}
