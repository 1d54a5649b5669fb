using Phusa.Catalog.Contracts;
using Phusa.Kernel.Texts;
using Phusa.Security.Contracts;

namespace Phusa.OpenData.DatasetPages;

/// <summary>Words for what contracts say in codes.</summary>
internal static class Wording
{
    public static Text Every(Frequency frequency) => frequency switch
    {
        { Value: 1, Unit: FrequencyUnit.Day } => T.EveryDay,
        { Value: 1, Unit: FrequencyUnit.Week } => T.EveryWeek,
        { Value: 1, Unit: FrequencyUnit.Month } => T.EveryMonth,
        { Value: 1, Unit: FrequencyUnit.Quarter } => T.EveryQuarter,
        { Value: 1, Unit: FrequencyUnit.Year } => T.EveryYear,
        { Unit: FrequencyUnit.Minute } => T.EveryMinutes(frequency.Value),
        { Unit: FrequencyUnit.Hour } => T.EveryHours(frequency.Value),
        { Unit: FrequencyUnit.Day } => T.EveryDays(frequency.Value),
        { Unit: FrequencyUnit.Week } => T.EveryWeeks(frequency.Value),
        { Unit: FrequencyUnit.Month } => T.EveryMonths(frequency.Value),
        { Unit: FrequencyUnit.Quarter } => T.EveryMonths(3 * frequency.Value),
        _ => T.EveryYears(frequency.Value),
    };

    public static Text Updated(Frequency frequency) => T.UpdatedEvery(Every(frequency));

    public static Text Personal(PersonalData data) => data switch
    {
        PersonalData.Basic => T.PersonalBasic,
        PersonalData.Sensitive => T.PersonalSensitive,
        _ => T.PersonalNone,
    };

    public static Text Seen(Visibility visibility) => visibility switch
    {
        Visibility.Full => T.SeenFull,
        Visibility.Masked => T.SeenMasked,
        _ => T.SeenHidden,
    };

    public static Text Mode(LoadMode mode) => mode switch
    {
        LoadMode.Append => T.ModeAppend,
        LoadMode.Replace => T.ModeReplace,
        LoadMode.Upsert => T.ModeUpsert,
        _ => T.ModeDelete,
    };
}
