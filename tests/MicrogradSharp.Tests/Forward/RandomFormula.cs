using CsCheck;

namespace MicrogradSharp.Tests.Forward;

/// <summary>A random expression of the operators and functions of generic math. All its numbers stay finite.</summary>
public readonly struct RandomFormula : MicrogradSharp.Forward.IScalarFunction
{
    private const int Operators = 32;

    private readonly (int Operator, int Left, int Right)[] _steps;

    private RandomFormula(double[] at, (int Operator, int Left, int Right)[] steps)
    {
        At = at;
        _steps = steps;
    }

    public static Gen<RandomFormula> Gen { get; } =
        from at in CsCheck.Gen.Double[-2, 2].Array[1, 12]
        from steps in CsCheck.Gen.Select(
            CsCheck.Gen.Int[0, Operators - 1], CsCheck.Gen.Int[0, 1_000_000], CsCheck.Gen.Int[0, 1_000_000]).Array[1, 30]
        select new RandomFormula([.. at.Select((x, i) => x + 0.0137 * Math.Sqrt(i + 2))], steps);

    public double[] At { get; }

    T MicrogradSharp.Forward.IScalarFunction.Evaluate<T>(ReadOnlySpan<T> x)
    {
        var numbers = new List<T>();
        foreach (var variable in x) numbers.Add(variable);
        T half = T.CreateChecked(0.5), sum = T.Zero;
        foreach (var (op, left, right) in _steps)
        {
            T a = numbers[left % numbers.Count], b = numbers[right % numbers.Count], small = T.Tanh(a);
            T result = op switch
            {
                0 => a + b,
                1 => a - b,
                2 => a * b,
                3 => a / (b * b + T.One),
                4 => -a,
                5 => T.Exp(small),
                6 => T.Exp2(small),
                7 => T.Exp10(small),
                8 => T.ExpM1(small),
                9 => T.Log(a * a + half),
                10 => T.Log2(a * a + half),
                11 => T.Log10(a * a + half),
                12 => T.LogP1(a * a),
                13 => T.Sqrt(a * a + half),
                14 => T.Cbrt(a * a + half),
                15 => T.Hypot(a, b * b + half),
                16 => T.Pow(a * a + half, T.Tanh(b)),
                17 => T.Pow(a, T.CreateChecked(3)),
                18 => T.Sin(a),
                19 => T.Cos(a),
                20 => T.Tan(small),
                21 => T.Asin(small * half),
                22 => T.Acos(small * half),
                23 => T.Atan(a),
                24 => T.Sinh(small),
                25 => T.Cosh(small),
                26 => T.Asinh(a),
                27 => T.Acosh(a * a + T.CreateChecked(1.5)),
                28 => T.Atanh(small * half),
                29 => T.RootN(a * a + half, 5),
                30 => T.SinPi(small) + T.CosPi(small * half),
                _ => T.Log(a * a + half, b * b + T.CreateChecked(1.5)),
            };
            numbers.Add(T.Tanh(result) * (T.One + T.One));    // keeps the numbers small
        }
        foreach (var number in numbers) sum += number;
        return sum;
    }

    public override string ToString() => $"at ({string.Join(", ", At)}), steps {string.Join("; ", _steps)}";
}
