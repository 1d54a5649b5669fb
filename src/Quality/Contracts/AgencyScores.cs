using Phusa.Kernel.Texts;

namespace Phusa.Quality.Contracts;

/// <summary>An agency's standing: the means of its datasets' scores, each over what was measured.</summary>
public sealed record AgencyScores(
    string Code, Text Name, ScoreCard Scores, int Datasets, int OpenIssues, DateTimeOffset? NewestLoad);
