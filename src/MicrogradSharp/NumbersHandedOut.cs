using System.Globalization;

namespace MicrogradSharp;

/// <summary>The data that was read by reference during a recording.</summary>
/// <remarks>A reference can be written to unseen, so the numbers are compared later. Safe for several threads at once.</remarks>
internal sealed class NumbersHandedOut
{
    private readonly Lock _gate = new();
    private readonly Dictionary<Value, double> _numbers = [];
    private readonly Dictionary<Value, double> _changed = [];      // the first other number, even if it is set back later

    /// <summary>Notes the number of a value, or compares it when it was noted before.</summary>
    public void Note(Value value)
    {
        lock (_gate)
        {
            if (!_numbers.TryAdd(value, value.Stored)) Compare(value, _numbers[value]);
        }
    }

    /// <summary>Compares those of the values that were noted.</summary>
    public void Compare(ReadOnlySpan<Value> values)
    {
        lock (_gate)
        {
            if (_numbers.Count == 0) return;
            foreach (var value in values)
            {
                if (_numbers.TryGetValue(value, out double before)) Compare(value, before);
            }
        }
    }

    /// <param name="values">The values that matter.</param>
    /// <exception cref="InvalidOperationException">The number of one of them is not what it was.</exception>
    public void CheckUnchanged(Predicate<Value> values)
    {
        lock (_gate)
        {
            foreach (var (value, before) in _numbers) Compare(value, before);
            foreach (var (value, after) in _changed)
            {
                if (!values(value)) continue;
                throw new InvalidOperationException(string.Create(
                    CultureInfo.InvariantCulture,
                    $"{NameOf(value)} was set from {_numbers[value]:R} to {after:R} inside a recording, but a tape does not repeat " +
                    $"assignments. Set data before or after Tape.Record, or use a new node for the new number."));
            }
        }
    }

    private void Compare(Value value, double before)
    {
        // bits, so that a NaN equals itself and -0 differs from 0
        if (BitConverter.DoubleToInt64Bits(value.Stored) != BitConverter.DoubleToInt64Bits(before)) _changed.TryAdd(value, value.Stored);
    }

    private static string NameOf(Value value)
    {
        if (value.Label is { } label) return $"The data of '{label}'";
        return value.Rule is { } rule ? $"The data of a result of '{rule.Symbol}'" : "The data of a leaf without a label";
    }
}
