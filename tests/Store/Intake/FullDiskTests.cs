using System.Diagnostics;
using System.Text;
using Phusa.Intake.Loads;

namespace Phusa.Tests.Store.Intake;

/// <summary>A real disk of four megabytes in place of the lake's drafts; only root can make one.</summary>
public sealed class FullDiskTests() : ProjectsTests(new SqliteEngine())
{
    [RootFact]
    public async Task A_full_disk_is_said_in_words_and_the_old_version_serves()
    {
        var drafts = Directory.CreateDirectory(Lake.PathOf("drafts")).FullName;
        await RunAsync("mount", "-t", "tmpfs", "-o", "size=4m", "tmpfs", drafts);
        try
        {
            var bytes = Encoding.UTF8.GetBytes(Head + string.Concat(Enumerable.Range(2, 300_000).Select(at => $"{at},Dự án {at},1,\n")));

            var received = await Spine.Get<ReceiveLoad>().RunAsync(
                "projects", new IncomingFile("lớn.csv", "upload", "test"), new MemoryStream(bytes), default);

            Assert.Equal("disk.full", Assert.Single(received.Problems).Code);
            Assert.Empty(Directory.EnumerateFiles(drafts));
            await FirstVersionServesAsync();
        }
        finally
        {
            await RunAsync("umount", drafts);
        }
    }

    [Fact]
    public void Other_failures_are_not_taken_for_a_full_disk() =>
        Assert.False(DiskFull.Is(new FileNotFoundException()));

    private static async Task RunAsync(string program, params string[] arguments)
    {
        using var process = Process.Start(program, arguments);
        await process.WaitForExitAsync();
        Assert.Equal(0, process.ExitCode);
    }
}

/// <summary>Skipped, with the reason, where the tests do not run as root of a Linux machine.</summary>
[AttributeUsage(AttributeTargets.Method)]
public sealed class RootFactAttribute : FactAttribute
{
    public RootFactAttribute()
    {
        if (!OperatingSystem.IsLinux() || Environment.UserName != "root")
        {
            Skip = "Mounting a small disk needs root";
        }
    }
}
