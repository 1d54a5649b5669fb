using System.Data.Common;
using Phusa.Catalog.Contracts;
using Phusa.Kernel.Data;
using Phusa.Kernel.Outcomes;

namespace Phusa.Catalog.Approvals;

/// <summary>Proposals in the records.</summary>
internal sealed class ProposalStore(Database database)
{
    private const string Columns =
        """
        id, dataset, agency, version, base_version, yaml, note, state, proposed_by, proposed_name, proposed_at,
        decided_name, decided_at, reason
        """;

    public Task<IReadOnlyList<ContractProposal>> WaitingAsync(CancellationToken cancellation) => database.ListAsync(
        new($"select {Columns} from catalog_proposal where state = 'Waiting' order by proposed_at, id"), Read, cancellation);

    public Task<IReadOnlyList<ContractProposal>> NewestAsync(int most, CancellationToken cancellation) => database.ListAsync(
        new($"select {Columns} from catalog_proposal order by proposed_at desc, id desc limit @most", ("most", most)),
        Read, cancellation);

    public Task<ContractProposal?> FindAsync(Guid id, CancellationToken cancellation) => database.FindAsync(
        new($"select {Columns} from catalog_proposal where id = @id", ("id", id)), Read, cancellation);

    /// <summary>The newest word of the stewards counts: what waited for the same dataset is replaced.</summary>
    public Task AddAsync(ContractProposal proposal, CancellationToken cancellation) => database.WriteAsync(
        async session =>
        {
            await session.ExecuteAsync(new(
                "update catalog_proposal set state = 'Replaced', decided_at = @now, decided_name = @name "
                + "where dataset = @dataset and state = 'Waiting'",
                ("dataset", proposal.Dataset), ("now", proposal.ProposedAt), ("name", proposal.ProposedName)), cancellation);
            return await session.ExecuteAsync(new(
                """
                insert into catalog_proposal (id, dataset, agency, version, base_version, yaml, note, state, proposed_by,
                    proposed_name, proposed_at)
                values (@id, @dataset, @agency, @version, @base, @yaml, @note, @state, @by, @name, @at)
                """,
                ("id", proposal.Id), ("dataset", proposal.Dataset), ("agency", proposal.Agency),
                ("version", proposal.Version), ("base", proposal.BaseVersion), ("yaml", proposal.Yaml),
                ("note", proposal.Note), ("state", proposal.State), ("by", proposal.ProposedBy),
                ("name", proposal.ProposedName), ("at", proposal.ProposedAt)), cancellation);
        },
        cancellation);

    /// <summary>
    /// Refused when another contract came into force or the proposal was decided since they were compared: the first
    /// statement finds out and holds the row until the end.
    /// </summary>
    public async Task<Outcome<ContractProposal>> ApproveAsync(
        ContractProposal proposal, DataContract contract, string by, Dataset? known, DateTimeOffset now,
        CancellationToken cancellation)
    {
        var decided = proposal with { State = ProposalState.Approved, DecidedName = by, DecidedAt = now };
        try
        {
            return await database.WriteAsync<Outcome<ContractProposal>>(
                async session =>
                {
                    if (known is not null && await session.ExecuteAsync(new(
                        "update catalog_dataset set changed_at = changed_at where id = @id and contract_version = @version",
                        ("id", known.Id), ("version", proposal.BaseVersion)), cancellation) == 0)
                    {
                        return Outdated(proposal);
                    }
                    if (await DecideAsync(session, decided, cancellation) == 0)
                    {
                        return ContractProposals.Decided(proposal);
                    }
                    await ContractStore.PutInForceAsync(
                        session, known, contract, proposal.Yaml,
                        new(proposal.ProposedName, proposal.ProposedAt, by, now), cancellation);
                    return decided;
                },
                cancellation);
        }
        catch (DbException failure) when (database.Dialect.IsDuplicate(failure))
        {
            // Another contract made the same dataset a moment ago.
            return Outdated(proposal);
        }
    }

    public async Task<Outcome<ContractProposal>> DeclineAsync(
        ContractProposal proposal, string reason, string by, DateTimeOffset now, CancellationToken cancellation)
    {
        var decided = proposal with
        {
            State = ProposalState.Declined, DecidedName = by, DecidedAt = now, Reason = reason,
        };
        return await database.WriteAsync(session => DecideAsync(session, decided, cancellation), cancellation) == 1
            ? decided : ContractProposals.Decided(proposal);
    }

    private static Task<int> DecideAsync(Session session, ContractProposal decided, CancellationToken cancellation) =>
        session.ExecuteAsync(new(
            """
            update catalog_proposal set state = @state, decided_name = @by, decided_at = @at, reason = @reason,
                base_version = @base
            where id = @id and state = 'Waiting'
            """,
            ("id", decided.Id), ("state", decided.State), ("by", decided.DecidedName), ("at", decided.DecidedAt),
            ("reason", decided.Reason), ("base", decided.BaseVersion)), cancellation);

    private static Refusal Outdated(ContractProposal proposal) =>
        new(new Problem("", "proposal.outdated", T.ProposalOutdated(proposal.Dataset)));

    private static ContractProposal Read(Row row) => new(
        row.Id("id"), row.Text("dataset"), row.Text("agency"), row.Text("version"), row.TextOrNull("base_version"),
        row.Text("yaml"), row.TextOrNull("note"), row.Choice<ProposalState>("state"), row.Id("proposed_by"),
        row.Text("proposed_name"), row.Instant("proposed_at"), row.TextOrNull("decided_name"),
        row.InstantOrNull("decided_at"), row.TextOrNull("reason"));
}
