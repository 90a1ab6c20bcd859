namespace MicrogradSharp;

/// <summary>The logarithm of the gamma function, and its derivatives.</summary>
/// <remarks>
/// M. Abramowitz and I. A. Stegun, Handbook of Mathematical Functions, chapter 6. The logarithm: series 6.1.33 about 2, which keeps the
/// digits near the zeros 1 and 2; recurrence 6.1.15; Stirling's series 6.1.41 from 8 on; reflection 6.1.17. Digamma: the Taylor series
/// about its positive zero; recurrence 6.3.5; asymptotic series 6.3.18; reflection 6.3.7. Higher derivatives: 6.4.6, 6.4.11, 6.4.7.
/// </remarks>
internal static class GammaFunction
{
    private const double DigammaZero = 1.4616321449683622;          // the zero is DigammaZero + DigammaZeroRest
    private const double DigammaZeroRest = 9.549995429965698e-17;
    private const double StirlingConstant = 0.41893853320467274;    // ½ ln 2π − ½
    private const double Whole = 4503599627370496;                  // 2⁵²: every larger number is whole

    // Highest power first.
    public static ReadOnlySpan<double> NearTwo =>
    [
        1.33047643742444895e-10, -2.75952288512423315e-10, 5.73136724167886201e-10, -1.19214014058609121e-9,
        2.48367454380247832e-9, -5.18347504197004666e-9, 1.08386592148969541e-8, -2.27110946089431649e-8,
        4.76981016936398057e-8, -1.00432248239680996e-7, 2.12071848055546659e-7, -4.49246919876456604e-7,
        9.55141213040741983e-7, -2.03921575380136624e-6, 4.3748667899074878e-6, -9.4394882752683959e-6,
        0.0000205072127756706916, -0.0000449262367381331417, 0.0000994575127818085337, -0.00022315475845357938,
        0.000509669524743042422, -0.00119275391170326098, 0.00289051033074152329, -0.00738555102867398527,
        0.0205808084277845479, -0.0673523010531980951, 0.322467033424113218, 0.422784335098467139,
    ];

    public static ReadOnlySpan<double> NearDigammaZero =>
    [
        0.000110633727687474109, -0.000161706220919748034, 0.000236356015640270528, -0.0003454680251063077,
        0.000504953265834602035, -0.00073807093899600513, 0.00107882520191629658, -0.00157693677143019726,
        0.00230512632673492784, -0.00336980165543932808, 0.00492678139572985345, -0.00720453438635686824,
        0.0105387916166121754, -0.0154247659049489591, 0.0225976482322181047, -0.0331611264748473593,
        0.0488042881641431072, -0.0721995612564547109, 0.107824050691262366, -0.163942705442406528,
        0.258499760955651011, -0.442763168983592106, 0.96767224544762117,
    ];

    public static ReadOnlySpan<double> Stirling =>
    [
        -1.39243221690590112, 0.179644372368830573, -0.0295506535947712418, 0.00641025641025641026,
        -0.00191752691752691753, 0.000841750841750841751, -0.000595238095238095238, 0.000793650793650793651,
        -0.00277777777777777778, 0.0833333333333333333,
    ];

    public static ReadOnlySpan<double> DigammaTail =>
    [
        -26.4562121212121212, 3.05395433027011974, -0.443259803921568627, 0.0833333333333333333,
        -0.0210927960927960928, 0.00757575757575757576, -0.00416666666666666667, 0.00396825396825396825,
        -0.00833333333333333333, 0.0833333333333333333,
    ];

    /// <summary>The Bernoulli numbers B₂, B₄, …</summary>
    public static ReadOnlySpan<double> Bernoulli =>
    [
        0.166666666666666667, -0.0333333333333333333, 0.0238095238095238095, -0.0333333333333333333,
        0.0757575757575757576, -0.253113553113553114, 1.16666666666666667, -7.09215686274509804,
        54.9711779448621554, -529.124242424242424,
    ];

    /// <summary>ln |Γ(x)|</summary>
    public static double LogGamma(double x)
    {
        if (x < 0) return LogGammaOfNegative(x);
        if (x < 0.5) return LogGammaOfOnePlus(x) - Math.Log(x);
        if (x < 1.5) return LogGammaOfOnePlus(x - 1);
        if (!(x < 8)) return (x - 0.5) * (Math.Log(x) - 1) + StirlingConstant + Polynomial(Stirling, 1 / (x * x)) / x;
        double product = 1;
        while (x > 2.5) product *= x -= 1;
        return LogGammaOfTwoPlus(x - 2) + Math.Log(product);
    }

    /// <summary>ψ(x), the slope of <see cref="LogGamma"/>.</summary>
    public static double Digamma(double x)
    {
        if (x < 0) return IsWhole(x) ? double.NaN : Digamma(1 - x) - Math.PI / TangentOfTurn(x);
        double distance = x - DigammaZero - DigammaZeroRest;
        if (Math.Abs(distance) < 0.25) return distance * Polynomial(NearDigammaZero, distance);
        double sum = 0;
        for (; x < 10; x++) sum += 1 / x;
        double square = 1 / (x * x);
        return Math.Log(x) - 0.5 / x - square * Polynomial(DigammaTail, square) - sum;
    }

    /// <summary>ψ⁽ⁿ⁾(x), the n-th derivative of <see cref="Digamma"/>, n ≥ 1.</summary>
    public static double Polygamma(int n, double x)
    {
        double sign = n % 2 == 0 ? -1 : 1;
        if (x < 0)
        {
            if (IsWhole(x)) return n % 2 == 0 || double.IsInfinity(x) ? double.NaN : double.PositiveInfinity;
            return -sign * Polygamma(n, 1 - x) - Math.Pow(Math.PI, n + 1) * DerivativeOfCotangent(n, 1 / TangentOfTurn(x));
        }
        double sum = 0, factorial = 1;      // of n − 1
        for (int k = 2; k < n; k++) factorial *= k;
        for (; x < 10 + n; x++) sum += Power(1 / x, n + 1);
        double term = factorial * Power(1 / x, n), tail = term + n * term / (2 * x);
        for (int k = 0; k < Bernoulli.Length; k++)
        {
            term *= (2.0 * k + n) / (2 * k + 1) * (2 * k + n + 1) / (2 * k + 2) / x / x;
            tail += Bernoulli[k] * term;
        }
        return sign * (factorial * n * sum + tail);
    }

    /// <summary>
    /// The n-th derivative of cot by its argument is a polynomial in the cotangent, because cot' = −(1 + cot²). Returns its coefficients,
    /// the highest power first.
    /// </summary>
    public static double[] CotangentCoefficients(int n)
    {
        double[] coefficients = new double[n + 2], next = new double[n + 2];    // lowest power first
        coefficients[1] = 1;
        for (int order = 0; order < n; order++)
        {
            Array.Clear(next);
            for (int power = 1; power <= order + 1; power++)
            {
                next[power - 1] -= power * coefficients[power];
                next[power + 1] -= power * coefficients[power];
            }
            (coefficients, next) = (next, coefficients);
        }
        Array.Reverse(coefficients);
        return coefficients;
    }

    private static double LogGammaOfTwoPlus(double z) => z * Polynomial(NearTwo, z);

    private static double LogGammaOfOnePlus(double z) => LogGammaOfTwoPlus(z) - StableMath.Log1p(z);

    private static double LogGammaOfNegative(double x)
    {
        if (IsWhole(x)) return double.PositiveInfinity;
        if (x > -1e-20) return -Math.Log(-x);       // the product below could underflow
        double sine = Math.Abs(Math.Sin(Math.PI * (x - Math.Round(x))));
        return Math.Log(Math.PI / (-x * sine)) - LogGamma(-x);
    }

    private static bool IsWhole(double x) => x <= -Whole || x == Math.Floor(x);

    /// <summary>tan πx, without the rounding of πx.</summary>
    private static double TangentOfTurn(double x) => Math.Tan(Math.PI * (x - Math.Round(x)));

    private static double DerivativeOfCotangent(int n, double c) => Polynomial(CotangentCoefficients(n), c);

    private static double Power(double x, int exponent)
    {
        double power = x;
        for (int k = 1; k < exponent; k++) power *= x;
        return power;
    }

    private static double Polynomial(ReadOnlySpan<double> coefficients, double x)
    {
        double sum = coefficients[0];       // from 0, the sum would be 0 · x at first: NaN for an infinite x
        foreach (double coefficient in coefficients[1..]) sum = sum * x + coefficient;
        return sum;
    }
}
