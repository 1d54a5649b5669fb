using System.Globalization;
using Phusa.Intake.Reading;

namespace Phusa.Tests.Store.Intake.Reading;

/// <summary>
/// Memory while a file of 200 MB passes, or in a slow run of 2 GB; a reader that held it would need several times that.
/// </summary>
[Collection(Alone.Name)]
public sealed class LargeSourceTests : ReadingTests
{
    private const long Allowed = 100L << 20;

    private static readonly long Size = SlowFactAttribute.IsAsked ? 2L << 30 : 200L << 20;

    [Theory]
    [InlineData("a.csv", "Mã,Tên xã,Dân số\n", "{0},\"Xã số {0}, huyện Chư Păh\",{0}\n", "")]
    [InlineData("a.json", "[", "{{\"code\":\"{0}\",\"name\":\"Xã số {0}, huyện Chư Păh\",\"people\":{0}}},", "]")]
    [InlineData("broken.csv", "Mã,Tên xã,Dân số\n", "{0},\"Xã số {0}\n", "")]
    public void Memory_stays_flat(string name, string first, string row, string last)
    {
        var path = Path.Combine(Folder, name);
        var written = Generate(path, first, row, last);
        var format = Path.GetExtension(name)[1..];
        RowSource source = format == "csv" ? new CsvSource() : new JsonSource();
        GC.Collect();
        var (before, peak) = (GC.GetTotalMemory(true), 0L);
        using var watch = new Timer(_ => peak = Math.Max(peak, GC.GetTotalMemory(false)), null, 0, 5);

        var table = CanonicalCsv.Open(
            source, new SourceFile(path, name, format, null, null, null), Communes, Folder,
            CancellationToken.None).Value.Table;

        Assert.InRange(peak - before, 1, Allowed);
        var read = Connection.Scalar<long>($"select count(*) from {table.Sql}");
        Assert.Equal(written, read + table.Broken.Count);
        Assert.Equal(name == "broken.csv", table.Broken.Count > 0);
    }

    private static long Generate(string path, string first, string row, string last)
    {
        using var file = new StreamWriter(path);
        file.Write(first);
        var rows = 0L;
        for (; file.BaseStream.Position < Size; rows++)
        {
            file.Write(string.Format(CultureInfo.InvariantCulture, row, rows));
        }
        file.Write(last);
        return rows;
    }
}

/// <summary>Tests that measure the memory of the whole process run when no other does.</summary>
[CollectionDefinition(Name, DisableParallelization = true)]
public sealed class Alone
{
    public const string Name = "alone";
}
