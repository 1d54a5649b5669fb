using System.Diagnostics.CodeAnalysis;
using Phusa.Kernel.Outcomes;

namespace Phusa.Catalog.Contracts;

/// <summary>
/// What came of reading a contract. With problems there is no contract; warnings are remarks on one that may be
/// used. A problem's field is <c>file:line:column path</c>.
/// </summary>
public sealed record ContractReading(
    DataContract? Contract, IReadOnlyList<Problem> Problems, IReadOnlyList<Problem> Warnings)
{
    [MemberNotNullWhen(true, nameof(Contract))]
    public bool IsDone => Contract is not null;

    public Outcome<DataContract> ToOutcome() => Contract is null ? new Refusal(Problems) : Contract;
}
