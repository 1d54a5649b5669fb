using System.IO.Compression;
using System.Xml;
using System.Xml.Linq;
using Phusa.Intake.Contracts;
using Phusa.Intake.Loads;
using Phusa.Kernel.Texts;

namespace Phusa.Intake.Reading;

/// <summary>
/// What can be read inside a ZIP. Nothing is unpacked under a name from the archive, and unpacking stops as soon as
/// it gives more than an honest archive would: the sizes an archive states of itself prove nothing.
/// </summary>
internal static class ZipEntries
{
    /// <summary>An archive may always unpack to this much: it harms nobody, and small texts pack very well.</summary>
    public const long HarmlessBytes = 16 << 20;

    private static readonly string[] Endings =
        [".csv", ".tsv", ".txt", ".xlsx", ".xls", ".json", ".ndjson", ".jsonl", ".geojson", ".parquet"];

    /// <summary>A workbook is a ZIP too; its parts tell, wherever they stand in the file.</summary>
    public static bool IsWorkbook(SourceFile file)
    {
        using var archive = Open(file);
        return archive.GetEntry("xl/workbook.xml") is not null || archive.GetEntry("xl/workbook.bin") is not null;
    }

    /// <summary>The sheets that a workbook lists, without reading any; null where it lists them in another way.</summary>
    public static IReadOnlyList<string>? Sheets(SourceFile file)
    {
        if (!IsZip(file.Path))
        {
            return null;
        }
        using var archive = Open(file);
        if (archive.GetEntry("xl/workbook.xml") is not { } entry)
        {
            return null;
        }
        try
        {
            using var content = new LimitedStream(entry.Open(), HarmlessBytes);
            var sheets = XDocument.Load(XmlReader.Create(content)).Descendants().Where(element => element.Name.LocalName == "sheet");
            return [.. sheets.Select(sheet => sheet.Attribute("name")?.Value).OfType<string>()];
        }
        catch (Exception damage) when (damage is XmlException or InvalidDataException or FileTooLargeException)
        {
            throw Refused("workbook.damaged", T.SourceWorkbookDamaged(file.Name), damage);
        }
    }

    public static IReadOnlyList<string> Parts(SourceFile file)
    {
        using var archive = Open(file);
        return [.. Readable(archive).Select(entry => entry.FullName)];
    }

    /// <summary>Unpacks the chosen entry, else the first that can be read, into a folder of this load's own.</summary>
    public static (SourceFile File, TextTraits Traits) Unpack(
        SourceFile file, string folder, IntakeOptions options, CancellationToken cancellation)
    {
        using var archive = Open(file);
        var entry = Choose(archive, file);
        if (entry.IsEncrypted)
        {
            throw Refused("zip.locked", T.SourceZipLocked(entry.FullName, file.Name));
        }
        var path = UnpackedPath(folder);
        var traits = new ByteTraits();
        var budget = new UnpackBudget(file, options);
        try
        {
            using var source = entry.Open();
            using var target = new FileStream(path, FileMode.Create, FileAccess.Write, FileShare.None, 1);
            var block = new byte[1 << 20];
            for (int read; (read = source.Read(block)) > 0;)
            {
                cancellation.ThrowIfCancellationRequested();
                budget.Spend(read, entry.FullName);
                traits.Observe(block.AsSpan(0, read));
                target.Write(block, 0, read);
            }
        }
        catch (InvalidDataException damaged)
        {
            throw Refused("zip.damaged", T.SourceZipDamaged(file.Name), damaged);
        }
        return (file with { Path = path, Name = entry.Name, Format = "", Part = null }, traits.Traits);
    }

    /// <summary>Where the entry of an archive lies in the folder of its load.</summary>
    public static string UnpackedPath(string folder) => Path.Combine(folder, "unpacked");

    /// <summary>
    /// Refuses a workbook that is a bomb. Its sheets are streamed when read, so it is the rest, which is held in
    /// memory, that is measured by unpacking it.
    /// </summary>
    public static void CheckWorkbook(SourceFile file, IntakeOptions options)
    {
        if (!IsZip(file.Path))
        {
            return;
        }
        using var archive = Open(file);
        var refusal = Refused("workbook.too-large", T.SourceWorkbookTooLarge(file.Name));
        var budget = new UnpackBudget(file, options, refusal);
        budget.Spend(archive.Entries.Where(IsSheet).Sum(entry => entry.Length), "");
        var block = new byte[1 << 16];
        foreach (var entry in archive.Entries.Where(entry => !IsSheet(entry)))
        {
            try
            {
                using var source = entry.Open();
                for (int read; (read = source.Read(block)) > 0;)
                {
                    budget.Spend(read, entry.FullName);
                }
            }
            catch (InvalidDataException damaged)
            {
                throw Refused("workbook.damaged", T.SourceWorkbookDamaged(file.Name), damaged);
            }
        }
    }

    private static bool IsSheet(ZipArchiveEntry entry) =>
        entry.FullName.StartsWith("xl/worksheets/", StringComparison.OrdinalIgnoreCase);

    private static bool IsZip(string path)
    {
        using var stream = File.OpenRead(path);
        Span<byte> start = stackalloc byte[4];
        return stream.ReadAtLeast(start, 4, throwOnEndOfStream: false) == 4 && start.SequenceEqual("PK\u0003\u0004"u8);
    }

    private static ZipArchiveEntry Choose(ZipArchive archive, SourceFile file)
    {
        var readable = Readable(archive).ToList();
        if (file.Part is { } part)
        {
            return readable.FirstOrDefault(entry => entry.FullName == part)
                ?? throw Refused("entry.missing", T.SourceZipEntryMissing(file.Name, part));
        }
        return readable.FirstOrDefault() ?? throw (archive.Entries.Any(entry => HasEnding(entry, ".zip"))
            ? Refused("zip.nested", T.SourceZipNested(file.Name))
            : Refused("zip.without-data", T.SourceZipNothing(file.Name)));
    }

    /// <summary>Without folders and the shadows that macOS packs along.</summary>
    private static IEnumerable<ZipArchiveEntry> Readable(ZipArchive archive) => archive.Entries.Where(entry =>
        !entry.Name.StartsWith('.') && !entry.FullName.StartsWith("__MACOSX/", StringComparison.Ordinal)
        && Array.Exists(Endings, ending => HasEnding(entry, ending)));

    private static bool HasEnding(ZipArchiveEntry entry, string ending) =>
        entry.Name.EndsWith(ending, StringComparison.OrdinalIgnoreCase);

    private static ZipArchive Open(SourceFile file)
    {
        try
        {
            var archive = ZipFile.OpenRead(file.Path);
            _ = archive.Entries;
            return archive;
        }
        catch (InvalidDataException damaged)
        {
            throw Refused("zip.damaged", T.SourceZipDamaged(file.Name), damaged);
        }
    }

    private static UnreadableSourceException Refused(string code, Text reason, Exception? cause = null) =>
        new(code, reason, cause);

    /// <summary>How much an archive may still unpack to.</summary>
    private sealed class UnpackBudget(SourceFile file, IntakeOptions options, UnreadableSourceException? refusal = null)
    {
        private readonly long honest = Math.Max(
            HarmlessBytes, new FileInfo(file.Path).Length * options.LargestUnpackRatio);

        private long spent;

        public void Spend(long bytes, string entry)
        {
            spent += bytes;
            if (spent > honest)
            {
                throw refusal ?? Refused("zip.bomb", T.SourceZipBomb(entry, file.Name, options.LargestUnpackRatio));
            }
            if (spent > (long)options.LargestFileMegabytes << 20)
            {
                throw refusal ?? Refused(
                    "zip.too-large", T.SourceZipTooLarge(entry, file.Name, options.LargestFileMegabytes));
            }
        }
    }
}
