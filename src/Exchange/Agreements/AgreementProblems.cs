using Phusa.Kernel.Outcomes;

namespace Phusa.Exchange.Agreements;

/// <summary>Refusals that several use cases share.</summary>
internal static class AgreementProblems
{
    public static Missing Missing(Guid id) =>
        new(new Problem("agreement", "agreement.missing", T.AgreementMissing($"{id}")));

    public static Refusal NotYours => new(new Problem("", "agreement.not-yours", T.AgreementNotYours));

    public static Refusal State => new(new Problem("state", "agreement.state", T.AgreementState));
}
