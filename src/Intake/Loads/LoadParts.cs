using Phusa.Intake.Contracts;
using Phusa.Intake.Reading;
using Phusa.Warehouse.Contracts;

namespace Phusa.Intake.Loads;

/// <summary>What a load's file has to choose from: sheets of a workbook, files of an archive.</summary>
internal sealed class LoadParts(Lake lake, SourceOpener opener)
{
    /// <returns>Empty where there is just one table, and once a version was made of it: nothing is left to choose.</returns>
    public async Task<IReadOnlyList<string>> OfAsync(Load load, CancellationToken cancellation)
    {
        var path = lake.PathOf(Lake.RawPath(load.Sha256));
        return load.Version is null && File.Exists(path)
            ? await Task.Run(() => Of(new SourceFile(path, load.FileName, "", null, null, null)), cancellation) : [];
    }

    private IReadOnlyList<string> Of(SourceFile file)
    {
        try
        {
            return opener.Parts(file);
        }
        catch (UnreadableSourceException)
        {
            // The load says itself what is wrong with its file.
            return [];
        }
    }
}
