using Phusa.Exchange.Gateway;
using Phusa.Exchange.Members;

namespace Phusa.Exchange.Calls;

/// <summary>Which service an address of the gateway means.</summary>
/// <param name="Member">The owner's code.</param>
/// <param name="Kind">The owner's class; null for an agency, or a partner where no agency has the code.</param>
internal readonly record struct CallAddress(string Member, string Service, int Version, MemberClass? Kind = null);

/// <summary>A call as its address and its protocol have it.</summary>
/// <param name="Rest">The path behind the service's own address, as the server decoded it; empty, or from a slash on.</param>
internal sealed record CallRequest(CallAddress Address, string Rest, CallDialect Dialect)
{
    public Guid Id { get; } = Guid.CreateVersion7();

    /// <summary>The same as headers have it.</summary>
    public string IdText => field ??= Id.ToString();

    /// <summary>Is shown the body of a request that is forwarded, for a hash that the protocol asks for.</summary>
    public BytesSeen? BodySeen { get; init; }

    /// <summary>Runs when the answer to a forwarded request begins; told whether the request's body is still on its way.</summary>
    public Action<bool>? Answering { get; init; }
}

/// <summary>How a protocol names what a call says of itself, and how it says no.</summary>
/// <param name="ConsentHeader">The same in every protocol that has no word of its own for it.</param>
internal sealed record CallDialect(
    string CaseHeader, string ConsentHeader, Func<HttpResponse, CallRefusal, IResult> Refuse)
{
    public const string Consent = HeaderRules.OwnPrefix + "Consent";

    /// <summary>The gateway's own address, <c>/x</c>.</summary>
    public static readonly CallDialect Own = new(
        HeaderRules.OwnPrefix + "Case", Consent, (response, refusal) => refusal.Answer(response));
}
