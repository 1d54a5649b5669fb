using Microsoft.Extensions.Options;
using Phusa.Catalog.Contracts;
using Phusa.Intake.Inference;
using Phusa.Intake.Reading;
using Phusa.Kernel.Outcomes;
using Phusa.Quality.Contracts;

namespace Phusa.Intake.Contracts;

/// <summary>Proposes a contract for a file, and checks a file against a contract, without loading anything.</summary>
public sealed class ContractInference
{
    /// <summary>Enough for a proposal to shed, one after the other, what its own file does not keep.</summary>
    private const int Attempts = 5;

    private readonly SourceOpener opener;
    private readonly IOptions<IntakeOptions> options;

    internal ContractInference(SourceOpener opener, IOptions<IntakeOptions> options) =>
        (this.opener, this.options) = (opener, options);

    /// <summary>
    /// A contract that the file itself passes: types, what is required, a key, ranges rounded outward, accepted
    /// values, patterns and formats, and which fields tell of persons, with the reason.
    /// </summary>
    public Outcome<DataContract> Propose(FileInfo file, CancellationToken cancellation)
    {
        using var opened = new OpenedFile(opener, file, options.Value, cancellation);
        var name = Naming.OfFile(file.Name);
        var empty = new DataContract { Id = $"vn.{name}", Name = name, TableName = name };
        var proposed = opened.Read(empty, (understanding, table) =>
            new Proposal(opened.Connection, empty, understanding.Columns, table).Make());
        for (var attempt = 0; proposed.Value is { } contract && attempt < Attempts; attempt++)
        {
            var checkedFile = opened.Check(contract);
            if (checkedFile.Value is not { } measure)
            {
                return new Refusal(checkedFile.Problems);
            }
            var failed = measure.Results.Where(result => result.Failed > 0 && result.Check.Severity == Severity.Error)
                .Select(result => result.Check).ToList();
            if (failed.Count == 0)
            {
                return contract;
            }
            proposed = failed.Aggregate(contract, Relaxing.Without);
        }
        return proposed;
    }

    /// <summary>What a contract's checks find in a file; other datasets are not there to compare with.</summary>
    public Outcome<CheckMeasure> Check(DataContract contract, FileInfo file, CancellationToken cancellation)
    {
        using var opened = new OpenedFile(opener, file, options.Value, cancellation);
        return opened.Check(contract);
    }
}
