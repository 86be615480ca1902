package dev.rubato.training.lexicon;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class PhoneSymbolsTest {

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '"',
      textBlock =
          """
          h_@_l_'oU               | h @ l oU
          n_'0_t                  | n 0 t
          l_'E_t#_3               | l E t# 3
          w_'3:_l_d               | w 3: l d
          v_'I_d_I2_;_,oU         | v I d I oU
          D_'@2                   | D @
          m_@_t_'i@3_r_i_;_@_l    | m @ t i@ r i @ l
          r_,oU_m_@_n__ t_'u:     | r oU m @ n t u:
          (fr)_'a_m_i_(en-us)     | a m i
          'i::                    | i:
          """)
  void stressJointsAndVariantsGoAndVowelsNamedByDigitsStay(String printed, String phones) {
    assertEquals(List.of(phones.split(" ")), PhoneSymbols.parse(printed));
  }

  @ParameterizedTest
  @CsvSource({"''", "_", "_:_", "' '"})
  void whatIsNotSpokenHasNoPhones(String printed) {
    assertEquals(List.of(), PhoneSymbols.parse(printed));
  }
}
