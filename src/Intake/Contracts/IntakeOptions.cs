using System.ComponentModel.DataAnnotations;

namespace Phusa.Intake.Contracts;

/// <summary>Settings of intake, under <c>Intake</c>.</summary>
public sealed class IntakeOptions
{
    public const string Section = "Intake";

    /// <summary>Megabytes that one load may use for its buffers; the rest spills to disk. Default 1000.</summary>
    [Range(128, 65536)]
    public int LoadMemoryMegabytes { get; set; } = 1000;

    /// <summary>Largest file accepted, in megabytes. Default 10240 (10 GB).</summary>
    [Range(1, 1048576)]
    public int LargestFileMegabytes { get; set; } = 10240;

    /// <summary>How many times larger than itself an archive may unpack. Default 200; more is taken for a bomb.</summary>
    [Range(2, 10000)]
    public int LargestUnpackRatio { get; set; } = 200;

    /// <summary>Hours after its last byte that an unfinished upload may still be resumed. Default 48.</summary>
    [Range(1, 720)]
    public int UploadHours { get; set; } = 48;

    /// <summary>
    /// Whether sources may be fetched from loopback, private and link-local addresses. Default no: whoever may name an
    /// address could otherwise reach what only this machine can reach.
    /// </summary>
    public bool AllowPrivateAddresses { get; set; }

    /// <summary>
    /// The folder that holds all watched folders; a source names one inside it. Default none: nothing is watched.
    /// </summary>
    public string? WatchedFolder { get; set; }

    /// <summary>
    /// PostgreSQL connection strings by the name that contracts and people use for them. They hold passwords, so they
    /// are set in the environment: <c>PHUSA_Intake__Connections__name</c>.
    /// </summary>
    public IDictionary<string, string> Connections { get; } = new Dictionary<string, string>();

    /// <summary>
    /// What is sent as <c>Authorization</c> to a host that sources are fetched from, by the host's name; over https
    /// only. Secrets like these stand in no source and in no record.
    /// </summary>
    public IDictionary<string, string> Credentials { get; } = new Dictionary<string, string>();
}
