using Phusa.Kernel.Outcomes;

namespace Phusa.Exchange.Upstreams;

/// <summary>Refusals that several use cases share.</summary>
internal static class UpstreamProblems
{
    public static Missing Missing => new(new Problem("upstream", "upstream.missing", T.UpstreamMissing));

    public static Refusal Changed => new(new Problem("", "upstream.changed", T.UpstreamChanged));

    public static Refusal NotForwarded => new(new Problem("", "upstream.not-forwarded", T.UpstreamNotForwarded));
}
