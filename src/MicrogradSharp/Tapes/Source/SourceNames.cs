using MicrogradSharp.Tapes.Recording;

namespace MicrogradSharp.Tapes.Source;

/// <summary>The names of the variables of a source: the same in C and in C#, and keywords in neither.</summary>
/// <remarks>
/// A column is x0, x1, …. A parameter has its label, if that is a name that nothing else has; otherwise it is w0, w1, …. What is computed
/// is t1, t2, ….
/// </remarks>
internal sealed class SourceNames
{
    private const string Words =
        // keywords of C#
        " abstract as base bool break byte case catch char checked class const continue decimal default delegate do double else enum event"
        + " explicit extern false finally fixed float for foreach goto if implicit in int interface internal is lock long namespace new"
        + " null object operator out override params private protected public readonly ref return sbyte sealed short sizeof stackalloc"
        + " static string struct switch this throw true try typeof uint ulong unchecked unsafe ushort using virtual void volatile while"
        // words that C# keeps for special places
        + " async await dynamic extension field file global nameof nint notnull nuint partial record required scoped unmanaged value var"
        + " when where with yield"
        // keywords of C and C++, names that their compilers and math.h define as macros
        + " auto register restrict signed typedef union unsigned inline typeof_unqual nullptr constexpr alignas alignof thread_local"
        + " and and_eq bitand bitor compl not not_eq or or_eq xor xor_eq char8_t char16_t char32_t wchar_t concept consteval constinit"
        + " const_cast dynamic_cast reinterpret_cast static_cast co_await co_return co_yield decltype delete export friend mutable noexcept"
        + " requires template typeid typename"
        + " static_assert asm linux unix signbit isnan isinf isfinite isnormal isgreater isless isunordered fpclassify"
        + " NAN INFINITY MAXFLOAT math_errhandling DOMAIN SING OVERFLOW UNDERFLOW PLOSS TLOSS"
        // macros of other headers: C++ includes some with math.h, and the source may be pasted into a file that includes more
        + " NULL EOF errno RAND_MAX EXIT_FAILURE EXIT_SUCCESS BIG_ENDIAN LITTLE_ENDIAN PDP_ENDIAN BYTE_ORDER"
        // names in the source itself
        + " row parameters gradient outputs jacobian derivative i Evaluate Gradient ValuesAndJacobian CarefulGradient CarefulJacobian"
        + " Math System ReadOnlySpan Span ";

    private static readonly string[] s_macros = ["FP_", "HUGE", "M_", "MATH_ERR", "SNAN"];     // how macros of math.h begin

    private readonly Dictionary<int, string> _columns = [];
    private readonly string[] _parameters;

    /// <param name="name">The name of the class, or the start of the names of functions in C.</param>
    /// <param name="function">The function, whose columns are named.</param>
    /// <param name="labels">The labels of the parameters; null for none.</param>
    public SourceNames(string name, RecordedFunction function, IReadOnlyList<string?> labels)
    {
        var taken = new HashSet<string>();
        foreach (var input in function.Terms.OfType<InputTerm>().OrderBy(input => input.Column))
        {
            taken.Add(_columns[input.Column] = $"x{input.Column}");
        }
        _parameters = new string[labels.Count];
        for (int i = 0; i < _parameters.Length; i++)
        {
            bool isFree = labels[i] is { } label && IsFree(label) && !label.StartsWith($"{name}_", StringComparison.Ordinal);
            if (isFree && taken.Add(labels[i]!)) _parameters[i] = labels[i]!;
        }
        for (int i = 0; i < _parameters.Length; i++)
        {
            string numbered = $"w{i}";
            while (_parameters[i] is null && !taken.Add(numbered)) numbered += "_";
            _parameters[i] ??= numbered;
        }
    }

    public string Column(int column) => _columns[column];

    public string Parameter(int position) => _parameters[position];

    /// <summary>Checks a name that the user gives to the class, or to the functions of C.</summary>
    /// <exception cref="ArgumentException">It is not a name in C# and C, or it has another meaning there.</exception>
    public static void Check(string name)
    {
        Identifier.Check(name);
        if (IsWord(name) || IsFunction(name))
        {
            throw new ArgumentException(
                $"name must not have a meaning in C#, in C or in the source itself, as '{name}' has.", nameof(name));
        }
    }

    /// <summary>Whether a label can be the name of a variable: not t1, which is computed, and no macro of C.</summary>
    private static bool IsFree(string label) =>
        Identifier.Is(label) && !IsWord(label) && !IsFunction(label) && !Identifier.IsNumbered(label, 't')
        && !Array.Exists(s_macros, start => label.StartsWith(start, StringComparison.Ordinal));

    private static bool IsWord(string name) => Words.Contains($" {name} ", StringComparison.Ordinal);

    /// <summary>Whether a function of math.h or of the source has this name, in the style of C or of C#.</summary>
    private static bool IsFunction(string name) =>
        IsWritten(name) || IsWritten(SourceFunctions.Small(name));

    private static bool IsWritten(string function) => SourceFunctions.InputsOf(function) > 0 || Helpers.Has(function);
}
